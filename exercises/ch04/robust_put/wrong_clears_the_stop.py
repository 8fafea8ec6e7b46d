"""Wrong on purpose: takes the stop back when it has heard it.

Belief: the stop was for this call, and has done its work.
Truth:  other threads look at the same event, and have not heard of it yet.
Verdict: stop was set, and is not set any more
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        return True
    stop.clear()
    return False
