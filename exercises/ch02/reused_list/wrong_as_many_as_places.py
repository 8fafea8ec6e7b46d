"""Wrong on purpose: fills as many lists in turn as the queue has places, and one more; the consumer copies.

Belief: more lists than that can't be under way.
Truth:  one is being filled, the queue is full, and one is in the consumer's hand, not copied yet: that is
        one more.
Verdict: was changed between put and
"""

from itertools import cycle
from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []
    lists = cycle([[] for _ in range(queue.maxsize + 1)])

    def produce():
        group = next(lists)
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(group)
                group = next(lists)
                group.clear()
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(group.copy())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
