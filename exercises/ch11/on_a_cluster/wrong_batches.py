"""Wrong on purpose: sends batches of two.

Belief: batches save journeys.
Truth:  a batch fails as a whole, and six of them are twelve items.
Verdict: the results are
"""

from functools import partial

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker, batched


def each(work, batch):
    return [work(item) for item in batch]


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(partial(each, work)), "there", worker_args=args, on_error="skip")
        parts = manager.run(batched(items, 2))
        failed = [item for failure in manager.failures for item in failure.item]
        return [result for part in parts for result in part], failed
