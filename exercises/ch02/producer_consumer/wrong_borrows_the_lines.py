"""Wrong on purpose: adds an end mark to the caller's list, and takes it away at last.

Belief: afterwards the list is as it was.
Truth:  whoever reads the list meanwhile, another call for one, finds a line that is none.
Verdict: Leave it as it is
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results, end = [], object()
    lines.append(end)

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        while (line := queue.get()) is not end:
            results.append(work(line))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    lines.pop()
    return results
