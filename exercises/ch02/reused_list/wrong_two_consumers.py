"""Wrong on purpose: takes with two threads.

Belief: twice as many hands take in half the time.
Truth:  which of them keeps its group first, nobody knows.
Verdict: all are there, and in another order
"""

from threading import Thread


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume(first):
        for _ in range(first, -(-len(names) // size), 2):
            found.append(queue.get())

    threads = [Thread(target=produce), *(Thread(target=consume, args=(first,)) for first in (0, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


guess = {"first": "c", "names": 6}
