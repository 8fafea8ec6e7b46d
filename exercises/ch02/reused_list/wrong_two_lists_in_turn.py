"""Wrong on purpose: fills two lists in turn.

Belief: while one list is on its way the other one is filled, so nobody gets in the other's way.
Truth:  the queue has more than one place, the consumer keeps what it takes, and the third group is written
        over the first.
Verdict: point at 2 lists
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        group, other = [], []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(group)
                group, other = other, group
                group.clear()
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
