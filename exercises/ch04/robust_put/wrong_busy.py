"""Wrong on purpose: tries without waiting, as fast as it can.

Belief: put_nowait in a loop hears the stop soonest, and costs nothing.
Truth:  it keeps a core busy for as long as the queue is full, and takes it from the thread that would make room.
Verdict: asks again and again
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put_nowait(item)
        except Full:
            continue
        return True
    return False
