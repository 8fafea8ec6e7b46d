"""Wrong on purpose: lets those who put into one queue do so one at a time.

Belief: producers of one queue take turns.
Truth:  the first waits for room with the lock in hand, and the second can't look at its own stop.
Verdict: two calls wait for room in one queue, with a stop each
"""

from collections import defaultdict
from queue import Full
from threading import Lock


locks = defaultdict(Lock)


def robust_put(queue, item, stop, timeout=0.1):
    with locks[queue]:
        while not stop.is_set():
            try:
                queue.put(item, timeout=timeout)
            except Full:
                continue
            return True
        return False
