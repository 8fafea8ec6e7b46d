"""Wrong on purpose: marks the end by the number of lines, as a text.

Belief: nobody writes a line that is just this number.
Truth:  a text of any kind may be a line; the number of lines is known, and needs no mark.
Verdict: as an end, it is stuck
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results, end = [], str(len(lines))

    def produce():
        for line in lines:
            queue.put(line)
        queue.put(end)

    def consume():
        while (line := queue.get()) != end:
            results.append(work(line))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
