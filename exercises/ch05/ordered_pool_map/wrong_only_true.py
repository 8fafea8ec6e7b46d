"""Wrong on purpose: hands on what is true in an if.

Belief: a result is something.
Truth:  None, 0 and an empty text are results like any other.
Verdict: with results that are false in an if
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most and (result := line.popleft().result()):
                target.put(result)
        while line:
            if result := line.popleft().result():
                target.put(result)
    target.put(SENTINEL)
