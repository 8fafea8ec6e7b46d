"""Wrong on purpose: puts collecting and copying under one lock.

Belief: a list that two threads use must be locked.
Truth:  the lock keeps the two from running at the same moment; it does not keep the producer from clearing
        first.
Verdict: was changed between put and
"""

from threading import Lock
from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []
    lock = Lock()

    def produce():
        group = []
        for name in names:
            with lock:
                group.append(name)
            if len(group) == size:
                queue.put(group)
                with lock:
                    group.clear()
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            with lock:
                found.append(list(group))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
