"""Wrong on purpose: lets each consumer start the next one, if there are not enough yet.

Belief: nobody else starts one between the look and the start.
Truth:  two consumers look at the same time, and both start one: there are more than were asked for.
Verdict: were in work at once
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results, consumers = [], []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            if len(consumers) < many:
                consumer = Thread(target=consume)
                consumers.append(consumer)
                consumer.start()
            results.append(work(item))
        queue.put(SENTINEL)

    producer, first = Thread(target=produce), Thread(target=consume)
    consumers.append(first)
    producer.start()
    first.start()
    producer.join()
    for consumer in consumers:
        consumer.join()
    return results
