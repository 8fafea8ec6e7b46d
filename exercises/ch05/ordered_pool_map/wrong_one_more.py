"""Wrong on purpose: hands on when there is one more than most.

Belief: most is what may wait in line, besides the one in hand.
Truth:  the one in hand has been taken, and is in flight.
Verdict: 5 items were in flight
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) > most:
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
