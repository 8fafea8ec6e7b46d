"""Wrong on purpose: sleeps until the head should be done.

Belief: a second is enough.
Truth:  nobody knows how long work takes.
Verdict: was expected
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from time import sleep

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()

    def hand_on():
        sleep(1)
        future = line.popleft()
        if future.done():
            target.put(future.result())

    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most:
                hand_on()
        while line:
            hand_on()
    target.put(SENTINEL)
