"""Wrong on purpose: submits all there is, and hands on in order afterwards.

Belief: submit waits when all threads of the pool are busy.
Truth:  submit never waits: the pool's own queue has no bound.
Verdict: 8 items were in flight
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
