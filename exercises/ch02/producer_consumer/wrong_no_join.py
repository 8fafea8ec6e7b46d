"""Wrong on purpose: waits for the producer only, and returns while the consumer is at work.

Belief: when every line was put, everything is done.
Truth:  put hands a line on; only the consumer's end says that the last one was worked on.
Verdict: still running: join both threads
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            results.append(work(queue.get()))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    return results
