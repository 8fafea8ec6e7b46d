"""Wrong on purpose: passes the end on before the last results.

Belief: the end is passed on when it comes.
Truth:  it is passed on behind the last result.
Verdict: an end in front of a result
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
                target.put(line.popleft().result())
        target.put(SENTINEL)
        while line:
            target.put(line.popleft().result())
