"""Right in another style: while, try, except, else."""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        else:
            return True
    return False
