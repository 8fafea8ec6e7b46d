"""Wrong on purpose: copies the group into a set, and sorts it on arrival.

Belief: a set is a copy, and sorting brings back the order.
Truth:  the order was that of arrival, not that of the alphabet, and a set holds each name once.
Verdict: with two items, ['oak', 'elm']
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
                queue.put(set(group))
                group.clear()
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(sorted(queue.get()))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
