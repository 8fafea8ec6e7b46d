"""Wrong on purpose: it asks the event once, and keeps the answer.

Belief: a variable that holds is_set() changes with the event.
Truth:  it holds what is_set() said then.
Verdict: it has not come to an end, and stop has been set
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    stopped = stop.is_set()
    while not stopped:
        try:
            queue.put(item, timeout=timeout)
            return True
        except Full:
            continue
    return False
