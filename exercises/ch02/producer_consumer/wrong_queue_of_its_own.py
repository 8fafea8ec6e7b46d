"""Wrong on purpose: makes a queue of its own, without a bound.

Belief: the queue has to be made first.
Truth:  the given queue is not used, and nothing holds the producer back.
Verdict: did not go through the queue
"""

from queue import Queue
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []
    queue = Queue()

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            line = queue.get()
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
