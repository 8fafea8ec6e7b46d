"""Wrong on purpose: it tries again by calling itself.

Belief: a call at the end of a function costs nothing.
Truth:  Python keeps each call, and allows about a thousand.
Verdict: your answer called itself until Python gave up
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    if stop.is_set():
        return False
    try:
        queue.put(item, True, timeout)
        return True
    except Full:
        return robust_put(queue, item, stop, timeout)
