"""Wrong on purpose: it lets a daemon thread put, and goes when the event is set.

Belief: a thread that nobody waits for does no harm.
Truth:  the thread still waits in put, and puts the item as soon as there is room.
Verdict: in a thread of its own, where the caller never hears of it
"""

from threading import Thread


def robust_put(queue, item, stop, timeout=0.1):
    if stop.is_set():
        return False
    putter = Thread(target=queue.put, args=(item,), daemon=True)
    putter.start()
    while not stop.is_set():
        putter.join(timeout)
        if not putter.is_alive():
            return True
    return False
