"""Wrong on purpose: leaves when source is empty for a while.

Belief: an empty source is at its end.
Truth:  the next item may be late; only SENTINEL is the end.
Verdict: SENTINEL came into target, and 0!
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while not source.empty() and (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most:
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
