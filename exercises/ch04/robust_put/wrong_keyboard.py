"""Wrong on purpose: Ctrl-C in put is taken for a stop.

Belief: Ctrl-C is a way to stop, so the answer is False.
Truth:  whoever pressed it wants the program to end, and not one put.
Verdict: put raised KeyboardInterrupt('the connection is gone'), and the answer was False
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    try:
        while not stop.is_set():
            try:
                queue.put(item, timeout=timeout)
            except Full:
                continue
            return True
    except KeyboardInterrupt:
        pass
    return False
