"""Wrong on purpose: asks get_nowait again and again.

Belief: a queue that is empty raises Empty, so one has to try until it works.
Truth:  get does that by itself, without running.
Verdict: who tries again polls
"""

from queue import Empty
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            line = None
            while line is None:
                try:
                    line = queue.get_nowait()
                except Empty:
                    line = None
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
