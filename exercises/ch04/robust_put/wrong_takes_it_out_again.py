"""Wrong on purpose: it puts, and takes one out again when stop has been set meanwhile.

Belief: the item that comes out is the one that was just put in.
Truth:  the oldest comes out, which belongs to somebody else.
Verdict: nothing is taken out again
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        if stop.is_set():
            queue.get_nowait()
            return False
        return True
    return False
