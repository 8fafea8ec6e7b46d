"""Wrong on purpose: leaves the bound out.

Belief: the cluster knows how many it can take.
Truth:  it takes whatever it is given; the stage's own bound is 8.
Verdict: 8 sub-tasks were handed in
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False)}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
