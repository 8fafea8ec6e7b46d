"""Wrong on purpose: makes a list of all items before the first is put.

Belief: a loop that is slow is over sooner or later.
Truth:  the next item may come only once the one before has been worked on.
Verdict: the source gives the next item once the one before has been worked on
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in list(items):
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            item = queue.get()
            if item is SENTINEL:
                queue.put(SENTINEL)
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
