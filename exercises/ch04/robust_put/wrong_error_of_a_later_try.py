"""Wrong on purpose: lets an error out in the first try only.

Belief: what worked once is in order, so a later error is some way of being full.
Truth:  a connection may break while one waits: every try may raise, and the caller has to hear of it.
Verdict: in a later try, and the answer was False
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    tries = 0
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            tries += 1
        except Exception:
            if tries:
                return False
            raise
        else:
            return True
    return False
