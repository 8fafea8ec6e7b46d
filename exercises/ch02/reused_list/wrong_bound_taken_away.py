"""Wrong on purpose: takes the bound away, puts all, and takes afterwards.

Belief: with room for all of them nobody has to wait.
Truth:  the queue is the caller's, and its bound keeps the producer from running ahead.
Verdict: since maxsize was changed
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    queue.maxsize, found = 0, []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    producer = Thread(target=produce)
    producer.start()
    producer.join()
    for _ in range(0, len(names), size):
        found.append(queue.get())
    return found
