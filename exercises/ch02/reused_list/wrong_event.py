"""Wrong on purpose: waits for an event that the consumer sets when it has copied the list.

Belief: with an Event the producer knows when it may clear.
Truth:  it waits for the consumer outside put, so the places of the queue are of no use.
Verdict: the two take turns
"""

from threading import Event
from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []
    copied = Event()

    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                copied.clear()
                queue.put(group)
                copied.wait()
                group.clear()
        if group:
            queue.put(group)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(group[:])
            copied.set()

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
