"""Wrong on purpose: takes a group of most items, waits for all, and takes the next.

Belief: that is bounded, and in order.
Truth:  it is; and while the slowest of a group is at work, no new item is begun.
Verdict: s are enough
"""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    group = []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            group.append(pool.submit(work, item))
            if len(group) == most:
                for future in group:
                    target.put(future.result())
                group = []
        for future in group:
            target.put(future.result())
    target.put(SENTINEL)
