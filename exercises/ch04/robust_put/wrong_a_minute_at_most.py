"""Wrong on purpose: it never waits for more than a minute.

Belief: nobody asks for a timeout that is longer.
Truth:  somebody may, and then it wakes more often than it was told.
Verdict: in 2500 s with timeout=1000 it tried 42 times
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=min(timeout, 60))
        except Full:
            continue
        return True
    return False
