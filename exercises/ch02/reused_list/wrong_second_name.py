"""Wrong on purpose: gives the list a second name before it is put.

Belief: full = group makes a second list.
Truth:  it makes a second arrow to the same one.
Verdict: point at 1 list
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
                full = group
                queue.put(full)  # hand on
                group.clear()  # and collect again
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
