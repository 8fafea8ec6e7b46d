"""Wrong on purpose: takes two items at a time, where the queue has room for them.

Belief: fewer calls of get are faster.
Truth:  the second may come only once the first has been worked on.
Verdict: the source gives the next item once the one before has been worked on
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            taken = [queue.get()]
            if taken[0] is not SENTINEL and queue.maxsize > 1:
                taken.append(queue.get())
            for item in taken:
                if item is SENTINEL:
                    queue.put(SENTINEL)
                    return
                results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
