"""Wrong on purpose: puts each name by itself, and makes the groups on the other side.

Belief: names can't be changed, so nothing is shared.
Truth:  true, and it is another program: groups were to be handed over, complete.
Verdict: 'Ada' was put where the group
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        for name in names:
            queue.put(name)

    def consume():
        for number in range(len(names)):
            if number % size == 0:
                found.append([])
            found[-1].append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
