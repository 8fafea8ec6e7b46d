"""Wrong on purpose: keeps failures among the results.

Belief: keep means that nothing is lost.
Truth:  what failed is to be returned apart.
Verdict: the results are
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="keep")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
