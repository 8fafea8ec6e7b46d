"""Wrong on purpose: keeps the results on the queue.

Belief: each call has a queue of its own, so that is like a local variable.
Truth:  the next call may be handed the same queue, and finds the results of the one before.
Verdict: called again with the same queues
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = queue.__dict__.setdefault("results", [])

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in lines:
            results.append(work(queue.get()))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
