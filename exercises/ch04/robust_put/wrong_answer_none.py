"""Wrong on purpose: it falls off the end, and thus answers None in the place of False.

Belief: None is as good as False.
Truth:  a caller may compare the answer with False.
Verdict: stop was already set when it was called, and the answer was None instead of
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            return True
        except Full:
            continue
