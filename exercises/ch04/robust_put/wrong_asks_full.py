"""Wrong on purpose: asks the queue whether it is full before each try.

Belief: full() tells whether the put will find room.
Truth:  what it says may be over before put is called, and the nap in between makes the item late.
Verdict: the item was put after
"""


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        if queue.full():
            stop.wait(timeout)
        else:
            queue.put(item)
            return True
    return False
