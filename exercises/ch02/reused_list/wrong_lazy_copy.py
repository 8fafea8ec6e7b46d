"""Wrong on purpose: puts a generator of the names, which the consumer makes a list of.

Belief: the generator has the names in it.
Truth:  it looks at the list only when it is run through, and then the list may have been cleared.
Verdict: were lost
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
                queue.put(name for name in group)
                group.clear()
        if group:
            queue.put(iter(group))

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(list(group))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
