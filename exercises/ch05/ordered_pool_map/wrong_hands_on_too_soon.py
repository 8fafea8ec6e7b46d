"""Wrong on purpose: hands on a head that is done as soon as it can.

Belief: the sooner a result leaves, the better.
Truth:  put waits where target is full, and meanwhile no item is taken, though there may be more in flight.
Verdict: there are fewer than most
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            while line and (len(line) >= most or line[0].done()):
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
