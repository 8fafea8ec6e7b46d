"""Wrong on purpose: lets the producer work on the line before it puts it.

Belief: put hands on results.
Truth:  the consumer works on what it takes, so work is called twice, the first time in the wrong thread.
Verdict: 'LINE 0' was put into the queue where the line 'line 0' was to be handed on
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(work(line))

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
