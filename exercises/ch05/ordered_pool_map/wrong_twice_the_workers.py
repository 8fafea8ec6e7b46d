"""Wrong on purpose: has no more in flight than twice as many as it has workers.

Belief: one in work and one in line for each worker is enough.
Truth:  most is for the caller to say: as long as fewer are in flight and an item is there, the next is taken.
Verdict: As long as there are fewer than most, the next one is taken
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    most = min(most, 2 * workers)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most:
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
