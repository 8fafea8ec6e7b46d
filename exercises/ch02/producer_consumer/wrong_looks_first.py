"""Wrong on purpose: looks whether the queue is empty until it is not, and takes then.

Belief: get on an empty queue fails, so one has to look first.
Truth:  get waits by itself; the looking keeps a core busy, and with a second consumer it is not even safe.
Verdict: ask the queue how full it is
"""

from threading import Thread
from time import sleep


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            while queue.empty():
                sleep(0.001)
            results.append(work(queue.get()))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
