"""Wrong on purpose: waits until the consumer has copied the list, and fills it again then.

Belief: with a handshake the list can be used again, so all is well.
Truth:  the results are right, and the producer stands still while the consumer works: one thread would do.
Verdict: the two take turns
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
                queue.join()
                group.clear()  # and collect again
        if group:
            queue.put(group)  # hand on what is left

    def consume():
        for _ in range(-(-len(names) // size)):  # end? after as many groups as there are, rounded up
            group = queue.get()  # take
            found.append(list(group))  # hand on · pass the end on: nobody comes after us
            queue.task_done()

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
