"""Wrong on purpose: looks again and again whether the head is done.

Belief: so the stage can take items in between.
Truth:  it keeps a core busy, or comes late; result() waits by itself.
Verdict: again and again
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from time import sleep

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            while len(line) == most:
                if line[0].done():
                    target.put(line.popleft().result())
                else:
                    sleep(0.01)
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
