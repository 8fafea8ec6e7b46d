"""Wrong on purpose: gives blank lines no place in the queue.

Belief: an empty line is nothing, so it need not be handed over.
Truth:  a text of any kind may be a line, and each goes through the queue.
Verdict: not every line went through the queue by itself
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            if line:
                queue.put(line)

    def consume():
        for line in lines:
            results.append(work(queue.get() if line else line))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
