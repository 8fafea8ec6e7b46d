"""Wrong on purpose: puts the names as one text, and splits it on arrival.

Belief: a text can't be changed, so it is as good as a copy.
Truth:  a name may hold the sign at which the text is split.
Verdict: with texts with blanks, commas, line ends
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(",".join(group))
                group.clear()
        if group:
            queue.put(",".join(group))

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(queue.get().split(","))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
