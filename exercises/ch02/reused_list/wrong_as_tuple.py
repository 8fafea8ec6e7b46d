"""Wrong on purpose: puts tuples, and returns them.

Belief: a tuple is a list that can't be changed, so it may stand for one.
Truth:  the task returns lists, and a tuple is equal to no list.
Verdict: a group of the result is a tuple
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
                queue.put(tuple(group))
                group.clear()
        if group:
            queue.put(tuple(group))

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
