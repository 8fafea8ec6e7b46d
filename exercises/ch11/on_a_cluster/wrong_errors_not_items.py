"""Wrong on purpose: returns the errors.

Belief: the error tells which item it was.
Truth:  the item was asked for.
Verdict: was returned for those that failed
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, [failure.error for failure in manager.failures]
