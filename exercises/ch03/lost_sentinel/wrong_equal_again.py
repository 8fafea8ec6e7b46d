"""Wrong on purpose: posts the end again, and asks the item whether it is equal to the end.

Belief: == and is are the same for a sentinel.
Truth:  an item that is equal to everything sends every consumer home, and the producer waits for room for ever.
Verdict: equal to everything was taken for the end
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
            item = queue.get()
            if item == SENTINEL:
                queue.put(SENTINEL)
                break
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
