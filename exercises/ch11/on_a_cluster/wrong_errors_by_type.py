"""Wrong on purpose: sends errors back as results, and knows them by their type.

Belief: a result that is an exception was raised.
Truth:  work may also return one: then it is a result.
Verdict: that is a result like any other
"""

from functools import partial

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def tried(work, item):
    try:
        return item, work(item)
    except Exception as error:
        return item, error


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(partial(tried, work)), "there", worker_args=args)
        pairs = manager.run(items)
    failed = [item for item, result in pairs if isinstance(result, Exception)]
    return [result for _, result in pairs if not isinstance(result, Exception)], failed
