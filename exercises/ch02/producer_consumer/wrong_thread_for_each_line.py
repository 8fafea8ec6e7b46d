"""Wrong on purpose: starts a thread for each line, and waits for it.

Belief: a second thread takes what the first one puts.
Truth:  a line is put when the one before is done, so no queue is needed; one thread takes them all.
Verdict: were taken by 12 threads
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def consume():
        results.append(work(queue.get()))

    for line in lines:
        queue.put(line)
        consumer = Thread(target=consume)
        consumer.start()
        consumer.join()
    return results
