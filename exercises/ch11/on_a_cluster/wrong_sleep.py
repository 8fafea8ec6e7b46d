"""Wrong on purpose: takes the results as they come, and naps in front of each.

Belief: with a pause between them they stay in order.
Truth:  nobody knows how long one takes.
Verdict: not in the order of the items
"""

from time import sleep

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    def slowly(items):
        for item in items:
            sleep(0.01)
            yield item

    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip", ordered=False)
        results = manager.run(slowly(items))
        return results, [failure.item for failure in manager.failures]
