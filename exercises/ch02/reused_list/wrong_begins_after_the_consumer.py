"""Wrong on purpose: begins to put when the consumer has begun.

Belief: somebody has to be there who takes.
Truth:  the queue keeps what is put, and the producer waits elsewhere, for the consumer.
Verdict: a thread may have to wait at the
"""

from threading import Event, Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []
    begun = Event()

    def produce():
        begun.wait()
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

    def consume():
        begun.set()
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
