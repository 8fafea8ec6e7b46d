"""Wrong on purpose: a group that equals the one before is not kept.

Belief: it is the same list, come twice.
Truth:  names may come twice, and so may groups.
Verdict: the groups should be
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume():
        for _ in range(0, len(names), size):
            group = queue.get()
            if not found or group != found[-1]:
                found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
