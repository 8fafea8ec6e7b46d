"""Wrong on purpose: puts the end by a plain put, since it has to get through.

Belief: the next stage waits for the end, so nothing may keep it back.
Truth:  where nobody takes any more, that put waits for ever, and can't hear the stop.
Verdict: with SENTINEL to put: stuck
"""

from queue import Full

from pipeline_core import SENTINEL


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=None if item is SENTINEL else timeout)
        except Full:
            continue
        return True
    return False
