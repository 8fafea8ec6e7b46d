"""Wrong on purpose: works on one line at a time for all who hand in the same function.

Belief: a function that several threads call has to be protected.
Truth:  another call with the same function then waits for this one, whose work may take for ever.
Verdict: waits in its first work until the other has returned
"""

from collections import defaultdict
from threading import Lock, Thread

LOCKS = defaultdict(Lock)


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in lines:
            line = queue.get()
            with LOCKS[work]:
                results.append(work(line))

    threads = [Thread(target=target) for target in (produce, consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
