from queue import Full


def robust_put(queue, item, stop, timeout=0.1):
    """Put one item, and give up once the stop event is set.

    Given:  a queue.Queue that may be full; an item; a threading.Event; seconds between two looks at it,
            more than 0.
    Do:     return True when the item is in the queue, False when stopped first (and then it is not in it).
    Never:  sleep, ask the queue how full it is, or wait longer than timeout without a look at stop.
    Size:   about 7 lines.   Stuck: the hints below, one at a time
    """
    raise NotImplementedError('exercise 4.1: write robust_put(), then run check("4.1", robust_put)')
