"""Wrong on purpose: each wait is a little longer than the one before, up to twice the timeout.

Belief: who has waited for long may look less often.
Truth:  the stop is heard within timeout, however late it comes.
Verdict: no wait may be longer than timeout
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    factor = 1.0
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout * factor)
        except Full:
            factor = min(factor + 0.01, 2)
        else:
            return True
    return False
