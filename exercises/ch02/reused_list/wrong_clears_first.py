"""Wrong on purpose: clears the list before it is put.

Belief: the order of the two lines was wrong.
Truth:  then the list is empty when it is put, and its names are gone.
Verdict: were lost
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:  # take · end? the list knows
            group.append(name)  # work
            if len(group) == size:
                group.clear()  # and collect again
                queue.put(list(group))  # hand on
        if group:
            queue.put(group)  # hand on what is left

    def consume():
        for _ in range(-(-len(names) // size)):  # end? after as many groups as there are, rounded up
            group = queue.get()  # take
            found.append(group)  # hand on · pass the end on: nobody comes after us

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
