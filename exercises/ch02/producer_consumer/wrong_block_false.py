"""Wrong on purpose: puts with block=False and drops the line when there is no room.

Belief: block=True would block the program, so it has to be switched off.
Truth:  blocking is what is wanted; without it lines are lost while the queue is full.
Verdict: put(block=False) does not wait
"""

from queue import Full
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            try:
                queue.put(line, block=False)
            except Full:
                pass

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
