"""Wrong on purpose: puts one sentinel for each consumer, and posts each of them again.

Belief: Twice is safer.
Truth:  There are more sentinels than there is room for, and whoever puts the surplus waits for ever.
Verdict: waits for room in the queue, and nobody takes
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        for _ in range(many):
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
