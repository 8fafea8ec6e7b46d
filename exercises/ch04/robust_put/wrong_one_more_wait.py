"""Wrong on purpose: when the stop is set it waits for room once more.

Belief: one last try is owed to the item.
Truth:  that try waits, too, and the answer is late by as much.
Verdict: a wait in put began when stop had been set already
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    if stop.is_set():
        return False
    while True:
        last = stop.is_set()
        try:
            queue.put(item, timeout=timeout)
        except Full:
            if last:
                return False
        else:
            return True
