"""Wrong on purpose: appends to the deque inside the queue.

Belief: the queue is a deque at heart, and append is atomic.
Truth:  it wakes no consumer that waits, and it knows no bound.
Verdict: not every line went through the queue by itself
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.queue.append(line)

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
