"""Wrong on purpose: gives the consumer time to make its copy.

Belief: after a nap the consumer will have copied the list.
Truth:  the consumer takes as long as it takes; the nap is a guess about it.
Verdict: held together by a nap
"""

from threading import Thread
from time import sleep

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:  # take · end? the list knows
            group.append(name)  # work
            if len(group) == size:
                queue.put(group)  # hand on
                sleep(0.05)
                group.clear()  # and collect again
        if group:
            queue.put(group)  # hand on what is left

    def consume():
        for _ in range(-(-len(names) // size)):  # end? after as many groups as there are, rounded up
            group = queue.get()  # take
            found.append(list(group))  # hand on · pass the end on: nobody comes after us

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
