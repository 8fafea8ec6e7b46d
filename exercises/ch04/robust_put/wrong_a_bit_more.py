"""Wrong on purpose: it waits a little longer than it was told.

Belief: a twentieth more or less is no difference.
Truth:  a stop that comes just after a look is heard that much too late.
Verdict: no wait may be longer than timeout
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout * 1.05)
        except Full:
            continue
        return True
    return False
