"""Wrong on purpose: takes the bound off the given queue.

Belief: maxsize = 0 means no limit, and then put cannot fail.
Truth:  the queue belongs to the caller, and its bound is what keeps the producer from running ahead.
Verdict: since maxsize was changed
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []
    queue.maxsize = 0

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
