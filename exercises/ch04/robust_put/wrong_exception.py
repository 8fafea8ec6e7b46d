"""Wrong on purpose: it catches Empty.

Belief: a put that finds no room raises Empty.
Truth:  it raises Full, which passes by and leaves the function.
Verdict: Full left robust_put: it says that there was no room in time. Nobody has
"""

from queue import Empty


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            return True
        except Empty:
            continue
    return False
