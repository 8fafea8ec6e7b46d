"""Wrong on purpose: the pool has four threads at most.

Belief: more threads than four are of no use to anybody.
Truth:  that is for the caller to say; where work waits, each thread more lets one more begin.
Verdict: are enough for a stage that takes the next item as soon as it may
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=min(workers, 4)) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most:
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
