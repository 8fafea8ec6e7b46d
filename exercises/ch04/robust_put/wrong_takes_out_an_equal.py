"""Wrong on purpose: looks for the item in the queue and takes it out when stop has been set meanwhile.

Belief: remove finds the item that was just put in.
Truth:  it takes out the first that is equal to it, and that may be somebody else's.
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
            with queue.mutex:
                if item in queue.queue:
                    queue.queue.remove(item)
                    return False
        return True
    return False
