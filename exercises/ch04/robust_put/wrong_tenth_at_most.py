"""Wrong on purpose: looks at the stop ten times a second, though it may look less often.

Belief: to look more often does no harm.
Truth:  whoever gives a timeout of many minutes wants it to sleep that long.
Verdict: s with timeout=1000. Each try is to wait in put
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=min(timeout, 0.1))
        except Full:
            continue
        return True
    return False
