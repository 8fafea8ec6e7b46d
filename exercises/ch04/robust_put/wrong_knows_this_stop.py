"""Wrong on purpose: it remembers which events have stopped it.

Belief: an event that was set once stays set.
Truth:  its owner may clear it and begin again, and an id may come again as well.
Verdict: then whoever had set it cleared it, and called again
"""

from queue import Full

stopped = set()


def robust_put(queue, item, stop, timeout=0.1):
    if id(stop) in stopped:
        return False
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        return True
    stopped.add(id(stop))
    return False
