"""Wrong on purpose: strips the line before it puts it.

Belief: a line ends with a line break, which nobody wants.
Truth:  the task hands lines on as they are, and they need not even be texts.
Verdict: results are missing
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line.strip())

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
