"""Right in another style: one flag, one loop, one return."""

import queue as queues


def robust_put(queue, item, stop, timeout=0.1):
    inside = False
    while not inside and not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            inside = True
        except queues.Full:
            pass
    return inside
