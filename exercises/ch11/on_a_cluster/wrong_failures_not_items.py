"""Wrong on purpose: returns the failures themselves.

Belief: a failure is an item that failed.
Truth:  it holds the item, its number and the error.
Verdict: was returned for those that failed
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, manager.failures
