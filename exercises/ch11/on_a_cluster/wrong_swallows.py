"""Wrong on purpose: returns what there is if the items raise.

Belief: a part is better than nothing.
Truth:  nobody learns that the rest is missing.
Verdict: returned as if all was well
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    results = []
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        try:
            manager.start(items)
            results.extend(manager.results())
        except Exception:
            pass
        return results, [failure.item for failure in manager.failures]
