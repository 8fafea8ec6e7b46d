"""Wrong on purpose: lets one call at a time read the same list of names.

Belief: a list that several threads read has to be protected.
Truth:  reading needs no lock; and another call then waits for this one's consumer.
Verdict: waits in its first get until the other has returned
"""

from collections import defaultdict
from threading import Lock, Thread

LOCKS = defaultdict(Lock)


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume():
        for _ in range(0, len(names), size):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    with LOCKS[id(names)]:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return found


guess = {"first": "c", "names": 6}
