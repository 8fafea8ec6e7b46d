"""Wrong on purpose: tries first, and looks at the event only when there was no room.

Belief: the order of looking and trying does not matter, the loop does both.
Truth:  after the stop nothing may be put: whoever comes behind has left already.
Verdict: which comes first
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while True:
        try:
            queue.put(item, timeout=timeout)
        except Full:
            if stop.is_set():
                return False
        else:
            return True
