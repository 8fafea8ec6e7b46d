"""Wrong on purpose: lets those who share a stop put one at a time.

Belief: one stop, one pipeline, one put at a time.
Truth:  the queues are several: who waits for room in one keeps the others from theirs.
Verdict: the other, which has room, waits
"""

from collections import defaultdict
from queue import Full
from threading import Lock


locks = defaultdict(Lock)


def robust_put(queue, item, stop, timeout=0.1):
    with locks[stop]:
        while not stop.is_set():
            try:
                queue.put(item, timeout=timeout)
            except Full:
                continue
            return True
        return False
