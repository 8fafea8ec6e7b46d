"""Wrong on purpose: turns a list after put, and turns it back.

Belief: what is put right again was never wrong.
Truth:  the consumer may look in between.
Verdict: for a while afterwards
"""

from threading import Thread


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            group = names[start : start + size]
            queue.put(group)
            group.reverse()
            group.reverse()

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


guess = {"first": "c", "names": 6}
