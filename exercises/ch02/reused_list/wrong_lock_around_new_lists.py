"""Wrong on purpose: hands over new lists, and has a lock all the same.

Belief: a list that two threads use must be locked.
Truth:  no two threads use one list, and each waits for the other at the lock.
Verdict: a thread may have to wait at the
"""

from threading import Lock, Thread

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
                group = []
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            with lock:
                found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
