"""Wrong on purpose: waits in a plain put.

Belief: setting the event ends whatever the other threads are doing.
Truth:  an event is a flag; a thread inside put is asleep and does not look at it.
Verdict: waits for room that nobody makes
"""


def robust_put(queue, item, stop, timeout=0.1):
    if stop.is_set():
        return False
    queue.put(item)
    return not stop.is_set()
