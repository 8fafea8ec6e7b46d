"""Wrong on purpose: keeps the results in the module, by the function that is handed in.

Belief: each call has a work of its own.
Truth:  two calls at the same time may have the same, and then each adds to the other's results.
Verdict: called twice at the same time and then once more, with the same items
"""

from threading import Thread

from pipeline_core import SENTINEL

RESULTS = {}


def share_out(items, queue, work, many):
    RESULTS[work] = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            RESULTS[work].append(work(item))
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return RESULTS[work]
