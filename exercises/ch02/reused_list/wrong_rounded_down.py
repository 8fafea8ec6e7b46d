"""Wrong on purpose: lets the consumer take as many groups as are full.

Belief: len(names) // size is the number of groups.
Truth:  a group that is not full is left in the queue.
Verdict: 2 of 8 names were lost
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(list(group))
                group.clear()
        if group:
            queue.put(group)

    def consume():
        for _ in range(len(names) // size):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
