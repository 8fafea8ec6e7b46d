"""Wrong on purpose: it goes on after a put that has succeeded.

Belief: the loop ends when the item is in.
Truth:  the loop ends when stop is set, so the item is put again and again.
Verdict: it has not come to an end, and the item is in it. What ends your loop?
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    done = False
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            done = True
        except Full:
            pass
    return done
