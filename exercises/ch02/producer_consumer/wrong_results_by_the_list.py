"""Wrong on purpose: keeps the results in the module, by the list of lines.

Belief: no two calls have the same list.
Truth:  two calls at the same time may, and then each adds to the other's results.
Verdict: called twice at the same time and then once more, with the same items
"""

from threading import Thread


RESULTS = {}


def producer_consumer(lines, queue, work):
    RESULTS[id(lines)] = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in lines:
            RESULTS[id(lines)].append(work(queue.get()))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return RESULTS[id(lines)]
