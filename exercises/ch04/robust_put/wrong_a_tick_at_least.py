"""Wrong on purpose: no wait is shorter than 50 ms.

Belief: whoever asks for less than 50 ms does not mean it.
Truth:  the caller says how late a stop may be heard.
Verdict: it waited in put for 0.05 s with timeout=0.0005
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=max(timeout, 0.05))
        except Full:
            continue
        return True
    return False
