"""Wrong on purpose: takes the bound for that of the queue.

Belief: maxsize bounds what is on the cluster.
Truth:  it bounds what waits in front of the stage.
Verdict: 8 sub-tasks were handed in
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=6) as manager:
        args = {"executor": client.get_executor(pure=False)}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
