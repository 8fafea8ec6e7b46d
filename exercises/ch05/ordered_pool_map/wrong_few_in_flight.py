"""Wrong on purpose: has no more in flight than it has workers.

Belief: more than workers can't be worked on anyway.
Truth:  behind a slow head the others go on only if more may be in flight.
Verdict: 8 s are enough
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) >= min(workers, most):
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
