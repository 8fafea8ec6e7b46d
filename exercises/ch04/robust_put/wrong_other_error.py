"""Wrong on purpose: it raises an error of its own in the place of the queue's.

Belief: an error with a better message is the better error.
Truth:  the caller's except is for the original one.
Verdict: your answer raised RuntimeError: the queue does not take 'row', in line 19
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            return True
        except Full:
            pass
        except Exception as error:
            raise RuntimeError(f"the queue does not take {item!r}") from error
    return False
