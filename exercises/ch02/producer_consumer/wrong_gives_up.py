"""Wrong on purpose: gives up after a second.

Belief: get needs a timeout, so that it does not hang.
Truth:  the producer may need longer than that for a line, and then Empty ends the consumer.
Verdict: gives up when its time is over
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            line = queue.get(timeout=1)
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
