"""Wrong on purpose: looks for an item now and then, and for finished results in between.

Belief: one thread can wait for two things by timeouts.
Truth:  it wakes for nothing, again and again.
Verdict: again and again
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from queue import Empty

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = deque()
    ended = False
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while line or not ended:
            if ended or len(line) == most:
                target.put(line.popleft().result())
                continue
            try:
                item = source.get(timeout=0.05)
            except Empty:
                while line and line[0].done():
                    target.put(line.popleft().result())
                continue
            if item is SENTINEL:
                ended = True
            else:
                line.append(pool.submit(work, item))
    target.put(SENTINEL)
