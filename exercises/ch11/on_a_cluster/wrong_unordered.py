"""Wrong on purpose: takes the results as they come.

Belief: a cluster can't keep the order.
Truth:  the stage does, by itself.
Verdict: not in the order of the items
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip", ordered=False)
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
