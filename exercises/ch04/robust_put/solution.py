from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    """Put one item, and give up once the stop event is set."""
    # Look first, then wait: a stop that was set before the call puts nothing, whether there is room or not.
    while not stop.is_set():
        try:
            # Inside this call the thread is asleep. Room wakes it at once, the timeout after a while; the
            # stop event can't, so the timeout is how late the stop may be heard.
            queue.put(item, timeout=timeout)
        except Full:
            continue  # Full says that the item was not handed on: it is still ours, so look up and try again
        return True  # the item is in the queue, and no longer ours
    return False  # stopped before there was room
