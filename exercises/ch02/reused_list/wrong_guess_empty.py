"""Wrong on purpose: expects empty lists, as in the chapter.

Belief: the list was cleared, so it is empty.
Truth:  it was cleared and then filled again, with what was left.
Verdict: filled again
"""

from threading import Thread

guess = {"first": "b", "names": 0}


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:  # take · end? the list knows
            group.append(name)  # work
            if len(group) == size:
                queue.put(group)  # hand on
                group = []
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
