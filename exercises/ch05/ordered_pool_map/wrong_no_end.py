"""Wrong on purpose: forgets the end.

Belief: the pool ends, and everybody sees it.
Truth:  who is behind sees a queue.
Verdict: waits for the end, which never comes
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
        while line:
            target.put(line.popleft().result())
