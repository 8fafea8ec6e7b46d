"""Wrong on purpose: waits after each put until the queue has been worked off.

Belief: queue.join() waits until the line has been taken.
Truth:  it waits until task_done has been called as often as put, and nobody calls it.
Verdict: the queue's own join waits until task_done
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)
            queue.join()

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
