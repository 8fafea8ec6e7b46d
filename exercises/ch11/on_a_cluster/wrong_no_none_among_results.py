"""Wrong on purpose: takes a None among the results for nothing.

Belief: None means that there was no result.
Truth:  what work returns is a result, None too.
Verdict: that is a result like any other
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return [each for each in results if each is not None], [failure.item for failure in manager.failures]
