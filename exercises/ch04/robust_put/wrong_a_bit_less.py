"""Wrong on purpose: each wait is nine tenths of the timeout.

Belief: to be heard in time, it is best to look a little early.
Truth:  how often it wakes is the caller's to say, and each look costs.
Verdict: it waited 19 times instead of 17
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=0.9 * timeout)
        except Full:
            continue
        return True
    return False
