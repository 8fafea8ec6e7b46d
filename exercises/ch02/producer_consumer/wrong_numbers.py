"""Wrong on purpose: puts the number of each line, and takes the line out of the list.

Belief: both threads know the list, so a number says enough.
Truth:  what goes through the queue is what the other side gets; it may know nothing else.
Verdict: 0 was put into the queue where the line 'line 0' was to be handed on
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for number in range(len(lines)):
            queue.put(number)

    def consume():
        for _ in range(len(lines)):
            results.append(work(lines[queue.get()]))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
