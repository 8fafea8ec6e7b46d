"""Wrong on purpose: names an item that failed twice only once.

Belief: which items failed is a set.
Truth:  equal items are items of their own: each of them failed.
Verdict: was returned for those that failed
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, list(dict.fromkeys(failure.item for failure in manager.failures))
