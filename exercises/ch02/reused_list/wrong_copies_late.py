"""Wrong on purpose: copies what was taken, at the consumer's side.

Belief: a copy is a copy, wherever it is made.
Truth:  between put and that copy the producer may have cleared the list.
Verdict: changed between put and
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
                queue.put(group)  # hand on
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
