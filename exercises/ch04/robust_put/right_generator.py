"""Right in another style: a generator of looks at the event, a try for each."""

from queue import Full


def looks(stop):
    while not stop.is_set():
        yield


def robust_put(queue, item, stop, timeout=0.1):
    for _ in looks(stop):
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        return True
    return False
