"""Wrong on purpose: ValueError is taken for a stop.

Belief: a ValueError in put means that the queue can't take it now.
Truth:  it has nothing to do with room, and the caller has to hear of it.
Verdict: put raised ValueError('the connection is gone'), and the answer was False
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    try:
        while not stop.is_set():
            try:
                queue.put(item, timeout=timeout)
            except Full:
                continue
            return True
    except ValueError:
        pass
    return False
