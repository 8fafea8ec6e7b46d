"""Wrong on purpose: binds the name to what clear returns.

Belief: group = group.clear() is a new, empty list.
Truth:  clear empties the list and returns None.
Verdict: 'NoneType' object has no attribute 'append'
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
                group = group.clear()
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
