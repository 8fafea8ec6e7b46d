"""Right in another style: the try in a helper function, and iter() over is_set."""

from queue import Full


def goes_in(queue, item, timeout):
    try:
        queue.put(item, timeout=timeout)
    except Full:
        return False
    return True


def robust_put(queue, item, stop, timeout=0.1):
    for _ in iter(stop.is_set, True):
        if goes_in(queue, item, timeout):
            return True
    return False
