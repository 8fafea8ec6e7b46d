"""Wrong on purpose: for a line that comes again it puts None.

Belief: the other side remembers the line before.
Truth:  each line goes through the queue as it is.
Verdict: None was put into the queue where the line 'oak' was to be handed on
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        before = None
        for line in lines:
            queue.put(None if line == before else line)
            before = line

    def consume():
        line = None
        for _ in range(len(lines)):
            taken = queue.get()
            line = line if taken is None else taken
            results.append(work(line))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
