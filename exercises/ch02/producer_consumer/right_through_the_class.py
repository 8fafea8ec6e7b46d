"""Right in another style: the methods of the queue's class."""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            type(queue).put(queue, line)

    def consume():
        for _ in range(len(lines)):
            line = type(queue).get(queue)
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
