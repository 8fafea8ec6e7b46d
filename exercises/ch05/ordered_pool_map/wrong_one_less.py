"""Wrong on purpose: keeps one place free.

Belief: one place is for the item to come.
Truth:  in flight is what was taken: one fewer than allowed is slower.
Verdict: one item was worked on at a time
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) >= max(most - 1, 1):
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
