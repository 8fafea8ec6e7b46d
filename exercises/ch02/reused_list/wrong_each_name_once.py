"""Wrong on purpose: copies the group by way of a dict.

Belief: list(dict.fromkeys(group)) is a copy in the same order.
Truth:  it leaves out names that come a second time.
Verdict: with the same item twice
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
                queue.put(list(dict.fromkeys(group)))
                group.clear()
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
