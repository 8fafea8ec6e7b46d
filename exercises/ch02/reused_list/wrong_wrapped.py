"""Wrong on purpose: puts a tuple with the list in it.

Belief: a tuple can't be changed, so what is in it is safe.
Truth:  the tuple can't be changed; the list that it points at can.
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
                queue.put((group,))
                group.clear()
        if group:
            queue.put((group,))

    def consume():
        for _ in range(-(-len(names) // size)):
            (group,) = queue.get()
            found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
