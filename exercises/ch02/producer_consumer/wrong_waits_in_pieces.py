"""Wrong on purpose: puts with a short timeout, and again when it has run out.

Belief: waiting in small pieces is waiting.
Truth:  it asks ten times a second whether there is room, which is polling; put waits by itself.
Verdict: put with a timeout gives up
"""

from queue import Full
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            while True:
                try:
                    queue.put(line, timeout=0.1)
                    break
                except Full:
                    continue

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
