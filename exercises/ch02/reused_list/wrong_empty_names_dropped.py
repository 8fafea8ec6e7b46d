"""Wrong on purpose: collects no name that is empty.

Belief: a guest has a name.
Truth:  '' is in the list of names, and the consumer counts on it.
Verdict: with texts of which some are empty
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:
            if name:
                group.append(name)
            if len(group) == size:
                queue.put(group)
                group = []
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
