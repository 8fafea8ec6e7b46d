"""Wrong on purpose: an item that is false in an if is not waited for.

Belief: None, or an empty list, is nothing that somebody waits for.
Truth:  they are items like all others.
Verdict: with None to put: it gave up after 0.10 s
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            if not item:
                return False
            continue
        return True
    return False
