"""Wrong on purpose: puts a new list first, and fills it afterwards.

Belief: a new list for each group is all that is needed.
Truth:  from put on it is the consumer's, who may look at it while it is still empty.
Verdict: [] was put where the group
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            group = []
            queue.put(group)
            group.extend(names[start : start + size])

    def consume():
        for _ in range(0, len(names), size):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
