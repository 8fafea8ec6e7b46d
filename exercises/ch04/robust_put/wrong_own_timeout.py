"""Wrong on purpose: waits a second each time, whatever timeout says.

Belief: a second is short enough for everyone.
Truth:  how late the stop may be heard is the caller's choice.
Verdict: no wait may be longer than timeout
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=1)
        except Full:
            continue
        return True
    return False
