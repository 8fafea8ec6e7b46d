"""Wrong on purpose: drops what is None.

Belief: None is no item.
Truth:  it is one like any other, and work raised for it.
Verdict: was returned for those that failed
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(item for item in items if item is not None)
        return results, [failure.item for failure in manager.failures]
