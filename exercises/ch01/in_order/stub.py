from threading import Thread


def in_order(work, items):
    """Call work(item) for all items at the same time; return the results in the order of the items.

    Given:  work, a function of one item that waits for a while; a list of items, perhaps empty, 200 at most.
    Do:     a thread for each item · start them all · join them all · return the list of results.
    Never:  call work in your own thread, wait for one thread before the next has started, sleep, or
            keep asking, without a wait, whether a thread has ended.
    Size:   about 8 lines.   Stuck: hint("1.2")
    """
    raise NotImplementedError('exercise 1.2: write in_order(), then run check("1.2", in_order)')
