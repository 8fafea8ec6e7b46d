"""Wrong on purpose: cuts the groups off the caller's list.

Belief: what has been put may go from the list.
Truth:  the list is the caller's, and the consumer reads its length to know how many groups there are.
Verdict: your caller's list of names was
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        while names:
            group = names[:size]
            del names[:size]
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
