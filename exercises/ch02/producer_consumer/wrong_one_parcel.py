"""Wrong on purpose: puts the whole list once instead of each line.

Belief: a list counts as many items, so one put hands them all over and the queue shares them out.
Truth:  put takes one item, whatever it is; a list is one item, and maxsize bounds nothing any more.
Verdict: work was given a list
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        queue.put(lines)

    def consume():
        for _ in range(len(lines)):
            results.append(work(queue.get()))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
