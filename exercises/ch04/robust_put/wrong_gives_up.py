"""Wrong on purpose: gives up when the first wait is over.

Belief: Full means that it can't be done.
Truth:  Full says that there was no room in that time; only the stop is a reason to give up.
Verdict: nobody had stopped it
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    if stop.is_set():
        return False
    try:
        queue.put(item, timeout=timeout)
    except Full:
        return False
    return True
