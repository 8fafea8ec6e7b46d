"""Wrong on purpose: collects what has arrived in a list of the module.

Belief: a list is empty at the start.
Truth:  only at the first call; the second one returns the groups of the first, too.
Verdict: keep from one call to the next
"""

from threading import Thread

guess = {"first": "c", "names": 6}


found = []


def in_groups(names, queue, size):
    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(group)
                group = []
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
