"""Wrong on purpose: looks at the front of the queue and leaves it there.

Belief: queue.queue[0] is the next line.
Truth:  it stays in the queue, which fills up; and there may be none yet.
Verdict: get was never called
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            line = queue.queue[0]
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
