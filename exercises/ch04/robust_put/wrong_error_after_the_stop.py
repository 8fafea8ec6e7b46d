"""Wrong on purpose: no error counts any more once the stop is set.

Belief: whoever has been stopped need not hear what went wrong.
Truth:  the queue is broken, and False says only that somebody stopped it.
Verdict: and stop was set meanwhile, and the answer was False
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        except Exception:
            if stop.is_set():
                return False
            raise
        return True
    return False
