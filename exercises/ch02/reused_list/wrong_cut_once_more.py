"""Wrong on purpose: throws all names together, and cuts them again at the end.

Belief: it comes to the same.
Truth:  only as long as they were cut like this; what arrives is what was put.
Verdict: is not cut once more
"""

from threading import Thread


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume():
        for _ in range(-(-len(names) // size)):
            found.extend(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[start : start + size] for start in range(0, len(found), size)]


guess = {"first": "c", "names": 6}
