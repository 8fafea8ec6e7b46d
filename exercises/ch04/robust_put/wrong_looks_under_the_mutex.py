"""Wrong on purpose: it waits on the queue's own condition, and counts what is inside.

Belief: under the queue's own lock the number inside can be trusted, so one may ask.
Truth:  it does the work of put with the insides of the queue, and asks how full it is.
Verdict: the item got into the queue by _put, past the method of the queue
"""


def robust_put(queue, item, stop, timeout=0.1):
    with queue.not_full:
        while not stop.is_set():
            if queue.maxsize <= 0 or queue._qsize() < queue.maxsize:
                queue._put(item)
                queue.unfinished_tasks += 1
                queue.not_empty.notify()
                return True
            queue.not_full.wait(timeout)
    return False
