"""Wrong on purpose: lets the producer wait until all is taken.

Belief: who leaves earlier takes the lists along.
Truth:  a list lives as long as somebody points at it; the queue does.
Verdict: the producer was still there
"""

from threading import Thread


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])
        queue.join()

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())
            queue.task_done()

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


guess = {"first": "c", "names": 6}
