"""Wrong on purpose: takes again when it has got something empty.

Belief: an empty line means that nothing was there.
Truth:  get returns only when there is a line, and an empty line is one.
Verdict: and one more get waits
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            line = queue.get() or queue.get()
            result = work(line)
            results.append(result)

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
