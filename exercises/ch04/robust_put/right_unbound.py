"""Right in another style: put is called by its class."""

from queue import Full, Queue


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            Queue.put(queue, item, timeout=timeout)
        except Full:
            continue
        return True
    return False
