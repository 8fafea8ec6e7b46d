"""Wrong on purpose: collects in a default argument, which outlives the call.

Belief: group=[] is a new list at each call.
Truth:  it is made once; what was left at the end of one call is at the front of the next.
Verdict: keep from one call to the next
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def collect(names, queue, size, group=[]):
    for name in names:
        group.append(name)
        if len(group) == size:
            queue.put(list(group))
            group.clear()
    if group:
        queue.put(list(group))


def in_groups(names, queue, size):
    found = []

    def produce():
        collect(names, queue, size)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
