"""Wrong on purpose: hands on the list of names itself, if it is one full group.

Belief: a list that has the right length needs no copy.
Truth:  then the group in the result is the caller's list, and changes when he changes it.
Verdict: is your caller's own list of names
"""

from threading import Thread


def in_groups(names, queue, size):
    found = []

    def produce():
        if len(names) == size:
            queue.put(names)
            return
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume():
        for _ in range(0, len(names), size):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


guess = {"first": "c", "names": 6}
