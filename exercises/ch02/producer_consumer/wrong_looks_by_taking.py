"""Wrong on purpose: takes once to see whether there is a line, and once more to have it.

Belief: the first get only looks.
Truth:  each get takes a line out, so every second one is dropped.
Verdict: all 12 lines were put and taken
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            if queue.get() is not None:
                line = queue.get()
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
