"""Wrong on purpose: compares items with the end by ==.

Belief: == asks whether it is the end.
Truth:  it asks the item.
Verdict: with items that are equal to everything
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) != SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most:
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
