"""Right in another style: functools.partial."""

from functools import partial
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []
    hand_on = partial(queue.put, block=True, timeout=None)
    take = partial(queue.get, block=True, timeout=None)

    def produce():
        for line in lines:
            hand_on(line)

    def consume():
        for _ in range(len(lines)):
            line = take()
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
