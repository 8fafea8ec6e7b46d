"""Wrong on purpose: takes a line, drops it, and works on the one in the list.

Belief: it is the same line.
Truth:  here it is; with any other producer it would not be.
Verdict: work was given the line 'line 0' from elsewhere
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for line in lines:
            queue.get()
            results.append(work(line))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
