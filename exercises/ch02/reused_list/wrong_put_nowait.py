"""Wrong on purpose: hands each list over without waiting.

Belief: put_nowait is the put that does not make the producer wait, which is what was asked for.
Truth:  with no room it raises Full, and the list in the producer's hand is lost.
Verdict: the queue had no room at that moment
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
                queue.put_nowait(group)  # hand on
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
