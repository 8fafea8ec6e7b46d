"""Wrong on purpose: an error that has Full in its name is one.

Belief: what is called so says that there was no room.
Truth:  a full disk is another thing, and the caller has to hear of it.
Verdict: put raised DiskFullError
"""


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Exception as error:
            if "Full" not in type(error).__name__:
                raise
        else:
            return True
    return False
