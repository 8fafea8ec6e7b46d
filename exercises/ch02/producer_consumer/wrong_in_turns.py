"""Wrong on purpose: a second thread puts each line and takes it again.

Belief: there are two threads, so that is done.
Truth:  one of them only waits; the other hands every line to itself.
Verdict: one thread did it all
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def both():
        for line in lines:
            queue.put(line)
            results.append(work(queue.get()))

    thread = Thread(target=both)
    thread.start()
    thread.join()
    return results
