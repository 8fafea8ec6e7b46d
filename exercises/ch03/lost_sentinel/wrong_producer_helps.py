"""Wrong on purpose: when all items are out, the thread that has put them helps.

Belief: a thread that has nothing left to do may as well work.
Truth:  so many consumers are asked for, and with this one there is one more.
Verdict: more than two threads call work at the same time
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))
        queue.put(SENTINEL)

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)
        consume()

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
