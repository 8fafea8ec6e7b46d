"""Wrong on purpose: ends the cluster with its work.

Belief: who is ready cleans up.
Truth:  others use it, too.
Verdict: the cluster was ended
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client:
        with PipelineManager(maxsize=4) as manager:
            args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
            manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
            results = manager.run(items)
        client.shutdown()
        return results, [failure.item for failure in manager.failures]
