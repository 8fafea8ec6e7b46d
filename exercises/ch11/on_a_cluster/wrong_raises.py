"""Wrong on purpose: lets the first failure end everything.

Belief: a failure is an error.
Truth:  the items for which work raises are to be returned.
Verdict: your answer raised TypeError
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args)
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
