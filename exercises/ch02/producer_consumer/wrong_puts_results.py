"""Wrong on purpose: works in the producer, and hands on the results.

Belief: it is all the same on which side the work is done.
Truth:  the lines were to be handed on; so the producer waits for the work, and the queue for nothing.
Verdict: 'LINE 0' was put into the queue
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(work(line))

    def consume():
        for _ in range(len(lines)):
            results.append(queue.get())

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
