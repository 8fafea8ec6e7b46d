"""Wrong on purpose: gives pool.map the whole source.

Belief: map takes an item when a thread is free.
Truth:  it takes all of them before the first result is asked for.
Verdict: 8 items were in flight
"""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    def items():
        while (item := source.get()) is not SENTINEL:
            yield item

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for result in pool.map(work, items()):
            target.put(result)
    target.put(SENTINEL)
