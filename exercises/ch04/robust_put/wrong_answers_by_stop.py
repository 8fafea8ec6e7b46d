"""Wrong on purpose: it answers by the event after the item is in.

Belief: what counts for the answer is whether stop is set now.
Truth:  stop may be set between the put and the look, and then the item is in the queue and the answer is
        False.
Verdict: the answer was False instead of True
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            break
        except Full:
            pass
    return not stop.is_set()
