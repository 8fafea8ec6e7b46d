"""Right in another style: an endless loop with two ways out, walrus."""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while True:
        if stopped := stop.is_set():
            return not stopped
        try:
            queue.put(item, timeout=timeout)
            return True
        except Full:
            pass
