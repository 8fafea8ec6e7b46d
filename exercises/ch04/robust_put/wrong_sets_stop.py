"""Wrong on purpose: sets stop when put raises.

Belief: after an error everybody has to stop, so it says so itself.
Truth:  the event is the caller's: he hears of the error, and decides.
Verdict: put raised, and your answer has set stop
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        except BaseException:
            stop.set()
            raise
        return True
    return False
