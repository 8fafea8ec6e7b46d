"""Wrong on purpose: it waits a tenth of timeout at a time, to be sure.

Belief: the more often it looks, the better it keeps to the timeout.
Truth:  it is to sleep for timeout between two looks.
Verdict: it tried 26 times. Each try is to wait in put, and for timeout seconds
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout / 10)
            return True
        except Full:
            continue
    return False
