"""Wrong on purpose: it puts nothing when the item is false.

Belief: there is nothing to put.
Truth:  None, 0 and "" are items.
Verdict: there was room, and the queue holds [] instead of [None]
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while item and not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            return True
        except Full:
            continue
    return not item
