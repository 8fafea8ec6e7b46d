"""Wrong on purpose: makes a plain text of each line.

Belief: what is equal is the same.
Truth:  a line may be of a kind of its own, and goes through the queue as it is.
Verdict: with texts of a kind of their own, which are equal to plain ones: work was given
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def consume():
        for _ in lines:
            results.append(work(queue.get()))

    consumer = Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(str(line))
    consumer.join()
    return results
