"""Wrong on purpose: one lock for all calls.

Belief: a put from several threads needs a lock.
Truth:  a queue has its own; while one call waits for room, no other gets on, though its queue has room.
Verdict: two calls at the same time, with a queue each
"""

from queue import Full
from threading import Lock

LOCK = Lock()


def robust_put(queue, item, stop, timeout=0.1):
    with LOCK:
        while not stop.is_set():
            try:
                queue.put(item, timeout=timeout)
            except Full:
                continue
            return True
    return False
