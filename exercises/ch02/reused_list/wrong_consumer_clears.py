"""Wrong on purpose: lets the consumer copy the list and clear it.

Belief: whoever has taken the list may empty it.
Truth:  the producer goes on collecting in the same list meanwhile.
Verdict: 2 were put, for 3 groups
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
                pass
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(list(group))
            group.clear()

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
