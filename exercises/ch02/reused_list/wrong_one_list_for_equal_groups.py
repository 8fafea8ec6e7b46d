"""Wrong on purpose: groups that are equal are one list.

Belief: equal lists may as well be the same.
Truth:  whoever changes the one changes the other.
Verdict: places of the result point at 1 list
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []
    known = {}

    def produce():
        for start in range(0, len(names), size):
            group = names[start : start + size]
            queue.put(known.setdefault(tuple(group), group))

    def consume():
        for _ in range(0, len(names), size):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
