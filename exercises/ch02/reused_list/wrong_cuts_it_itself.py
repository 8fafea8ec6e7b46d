"""Wrong on purpose: the consumer drops what it takes, and cuts the groups out of names.

Belief: it is the same names.
Truth:  so the stub's shared list is no longer seen, and nothing is handed over at all.
Verdict: came from elsewhere, and not out of what get returned
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume():
        for start in range(0, len(names), size):
            queue.get()
            found.append(names[start : start + size])

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
