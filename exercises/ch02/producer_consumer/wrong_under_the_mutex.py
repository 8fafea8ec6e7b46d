"""Wrong on purpose: takes the queue's own lock around put.

Belief: two threads use the queue, so it must be locked.
Truth:  put takes that lock itself, and a Lock cannot be taken twice.
Verdict: somebody holds the queue's own lock
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            with queue.mutex:
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
