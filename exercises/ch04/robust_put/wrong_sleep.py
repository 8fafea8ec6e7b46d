"""Wrong on purpose: tries without waiting, and naps between two tries.

Belief: a nap between two tries is as good as waiting in the queue.
Truth:  a nap is not ended by room: the item comes late by up to a whole nap, each time.
Verdict: it slept while there was
"""

from queue import Full
from time import sleep


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put_nowait(item)
        except Full:
            sleep(timeout)
        else:
            return True
    return False
