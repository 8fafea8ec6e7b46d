"""Wrong on purpose: puts without waiting.

Belief: target has room.
Truth:  it may have a single place, and a slow consumer.
Verdict: a call gave up
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
                target.put_nowait(line.popleft().result())
        while line:
            target.put_nowait(line.popleft().result())
    target.put(SENTINEL)
