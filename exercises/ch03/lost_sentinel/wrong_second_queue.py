"""Wrong on purpose: a thread takes all from the queue into a second one that has no bound.

Belief: an item that was taken from the queue has gone through it.
Truth:  the queue no longer holds the producer back.
Verdict: the full queue is to hold the producer back
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results, more = [], Queue()

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def move():
        while (item := queue.get()) is not SENTINEL:
            more.put(item)
        more.put(SENTINEL)

    def consume():
        while (item := more.get()) is not SENTINEL:
            results.append(work(item))
        more.put(SENTINEL)

    threads = [Thread(target=each) for each in (produce, move, *[consume] * many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
