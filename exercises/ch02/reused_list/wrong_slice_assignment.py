"""Wrong on purpose: assigns an empty list to the slice of the whole.

Belief: group[:] = [] makes a new list.
Truth:  it empties the old one; group = [] would bind the name to a new one.
Verdict: point at 1 list
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
                queue.put(group)
                group[:] = []
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
