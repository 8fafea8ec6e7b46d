"""Wrong on purpose: goes on with the next turn of the loop when nothing is there.

Belief: continue tries again.
Truth:  it uses up one of the len(lines) turns, so the consumer ends before it has taken all lines.
Verdict: where it finds nothing, no line is taken
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
            try:
                line = queue.get_nowait()
            except Empty:
                continue
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
