"""Wrong on purpose: asks the item whether it is equal to the end.

Belief: == and is are the same for a sentinel.
Truth:  == asks the item, and an item may answer what it likes; only identity can't be claimed.
Verdict: compared with ==
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
            if item == SENTINEL:
                break
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
