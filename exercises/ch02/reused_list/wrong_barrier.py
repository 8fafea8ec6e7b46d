"""Wrong on purpose: meets the consumer at a barrier after each group.

Belief: two threads that share a list have to go in step.
Truth:  each of them waits for the other outside put and get.
Verdict: the two take turns
"""

from threading import Barrier
from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []
    in_step = Barrier(2)

    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(group)
                in_step.wait()
                group.clear()
        if group:
            queue.put(group)
            in_step.wait()

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(list(group))
            in_step.wait()

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
