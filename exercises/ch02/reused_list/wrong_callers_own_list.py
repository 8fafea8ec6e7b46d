"""Wrong on purpose: one group is the caller's own list.

Belief: if all names are one group, there is nothing to cut.
Truth:  the list is the caller's, and from put on it would be the consumer's as well.
Verdict: a group of the result is your caller's own list of names
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        if 0 < len(names) <= size:
            queue.put(names)
            return
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume():
        for _ in range(0, len(names), size):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
