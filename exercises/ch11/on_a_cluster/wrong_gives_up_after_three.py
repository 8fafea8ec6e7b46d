"""Wrong on purpose: gives up after three failures.

Belief: so many failures can't be meant.
Truth:  nobody has set a limit: the items that failed are asked for, however many.
Verdict: your answer raised
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4, max_failures=3) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
