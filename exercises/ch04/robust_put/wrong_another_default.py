"""Wrong on purpose: without a timeout it looks up every five seconds.

Belief: how long it waits by itself is up to it.
Truth:  whoever gives no timeout counts on the one in the task.
Verdict: it waited in put for 5 s without a timeout given
"""

from queue import Full


def robust_put(queue, item, stop, timeout=5):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        return True
    return False
