"""Wrong on purpose: copies the lists when both threads have ended.

Belief: nobody changes them any more, so now the copies are safe.
Truth:  nobody changes them any more because they have all been changed already: they are one list.
Verdict: was changed between put and
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
                queue.put(group)
                group.clear()
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [list(group) for group in found]
