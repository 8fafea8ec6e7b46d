"""Wrong on purpose: asks the head without a pause whether it is done.

Belief: a loop that asks is quicker than a call that waits.
Truth:  it keeps a core busy, which the others need; result() sleeps until it is done.
Verdict: again and again
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most:
                while not line[0].done():
                    pass
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
