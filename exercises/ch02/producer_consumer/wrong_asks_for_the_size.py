"""Wrong on purpose: polls in two helpers, one of which compares qsize.

Belief: qsize tells how many are in, so this is no look at empty or full.
Truth:  it is the same look under another name, and in a loop.
Verdict: ask the queue how full it is (qsize)
"""

from time import sleep
from threading import Thread


def wait_until(ready):
    if not ready():
        sleep(0.001)
        wait_until(ready)


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            wait_until(lambda: queue.qsize() < queue.maxsize)
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            wait_until(queue.qsize)
            line = queue.get()
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
