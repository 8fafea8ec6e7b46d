"""Wrong on purpose: takes whatever is raised for a queue without room.

Belief: the only thing that can go wrong in put is that there is no room.
Truth:  then every other fault is tried again in silence, and the caller never hears of it.
Verdict: the caller never hears of it
"""


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            return True
        except Exception:
            continue
    return False
