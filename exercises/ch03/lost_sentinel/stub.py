from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    """Work on every item, in as many threads as are asked for; return the results in any order.

    Given:  items, in a loop that may be slow; an empty queue.Queue, perhaps with a single place;
            work, a function of one item; many, the number of consumers, at least 1.
    Do:     this program is broken. Mend it.
    Never:  sleep, poll (ask again and again), give up a wait, or guess the end from an empty queue.
    Size:   1 or 2 lines.   Stuck: hint("3.2")
    """
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            item = queue.get()  # take
            if item is SENTINEL:  # end?
                break
            result = work(item)  # work
            results.append(result)  # hand on

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
