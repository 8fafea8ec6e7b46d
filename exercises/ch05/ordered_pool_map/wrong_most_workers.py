"""Wrong on purpose: has as many threads as may be in flight.

Belief: in flight is what is worked on.
Truth:  workers is how many may be worked on; most counts those that wait, too.
Verdict: items were worked on at once
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    with ThreadPoolExecutor(max_workers=most) as pool:
        while (item := source.get()) is not SENTINEL:
            line.append(pool.submit(work, item))
            if len(line) == most:
                target.put(line.popleft().result())
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)
