"""Wrong on purpose: puts each line with its number.

Belief: the order has to be kept by somebody.
Truth:  one queue and one consumer keep it by themselves, and the line goes through as it is.
Verdict: (0, 'line 0') was put into the queue
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for pair in enumerate(lines):
            queue.put(pair)

    def consume():
        for _ in range(len(lines)):
            _, line = queue.get()
            results.append(work(line))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
