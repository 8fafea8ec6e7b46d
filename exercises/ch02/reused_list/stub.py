from threading import Thread

from exercises import form


def in_groups(names, queue, size):
    """Hand names from one thread to another, in lists of size; return the lists, in order.

    Given:  a list of names; an empty queue.Queue with few places; how many names go into a full list.
    Do:     first predict what this returns. Then mend it: each group arrives as it was put.
    Never:  sleep, or make one thread wait for the other except in put and get.
    Size:   1 line.   Stuck: hint("2.4")
    """
    found = []

    def produce():
        group = []
        for name in names:  # take · end? the list knows
            group.append(name)  # work
            if len(group) == size:
                queue.put(group)  # hand on
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


# The form asks; without it, write the answers plainly: guess = {"first": "...", "names": ...}
guess = form("2.4")
guess  # fill it in; its button checks it. Then mend the program, and hand in both below
