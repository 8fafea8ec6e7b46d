"""Wrong on purpose: raises an error of the same kind and text.

Belief: who catches it asks for its kind, so a new one does as well.
Truth:  the new one has no traceback of the put, and none of what was known of the first.
Verdict: what reached the caller is another object
"""

from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        except BaseException as error:
            raise type(error)(*error.args) from None
        return True
    return False
