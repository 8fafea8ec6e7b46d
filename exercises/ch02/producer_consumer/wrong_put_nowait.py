"""Wrong on purpose: hands on with put_nowait and lets go of what did not fit.

Belief: put_nowait is the fast put, and Full is a hiccup that may be ignored.
Truth:  put_nowait raises Full instead of waiting; an ignored Full is a lost line.
Verdict: put_nowait does not wait
"""

from queue import Full
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            try:
                queue.put_nowait(line)
            except Full:
                pass

    def consume():
        for _ in range(len(lines)):
            results.append(work(queue.get()))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
