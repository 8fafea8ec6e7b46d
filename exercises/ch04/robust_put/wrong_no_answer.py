"""Wrong on purpose: leaves the loop with the item handed on, and says nothing.

Belief: whoever calls can see in the queue whether the item is there.
Truth:  another thread may have taken it by then; only the one who put it knows, and has to say so.
Verdict: instead of True
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            break
        except Full:
            continue
    return None
