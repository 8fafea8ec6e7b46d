"""Wrong on purpose: takes one out again when stop was set as the item went in.

Belief: after the stop nothing may be in the queue.
Truth:  it takes what is in front, and that was put by somebody else, before.
Verdict: the item went in behind another one
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        if stop.is_set():
            found = queue.get()
            if found is item:
                return False
            queue.put(found)
        return True
    return False
