"""Wrong on purpose: works while it holds the queue's own lock.

Belief: a lock around the work keeps it safe.
Truth:  all that use the queue wait for the work, and work may not even ask the queue how full it is.
Verdict: takes the queue's own lock
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in lines:
            line = queue.get()
            with queue.mutex:
                results.append(work(line))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
