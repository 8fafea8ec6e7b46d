"""Wrong on purpose: it writes queue.Full where queue is the argument.

Belief: queue.Full is the exception of the module.
Truth:  the argument hides the module, and a queue has no attribute Full.
Verdict: your answer raised AttributeError: 'Queue' object has no attribute 'Full', in
"""

import queue


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
            return True
        except queue.Full:
            continue
    return False
