"""Wrong on purpose: asks each future as soon as it was submitted.

Belief: the pool works in the background all the same.
Truth:  result() waits: one item is worked on at a time.
Verdict: one item was worked on at a time
"""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            target.put(pool.submit(work, item).result())
    target.put(SENTINEL)
