"""Wrong on purpose: leaves at the end, with the last ones still in line.

Belief: what was submitted will come out.
Truth:  what is in line at the end has to be handed on, too.
Verdict: was expected
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
