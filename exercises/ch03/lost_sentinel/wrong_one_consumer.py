"""Wrong on purpose: gives all the work to one consumer.

Belief: with one consumer there is no lost sentinel, so that is a cure.
Truth:  it is: the cure of somebody who saws off the leg. Two consumers were asked for, to work at once.
Verdict: one of them works at a time
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
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
