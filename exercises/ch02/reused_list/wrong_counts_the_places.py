"""Wrong on purpose: counts the places of the queue itself, with a semaphore.

Belief: the producer must not run ahead.
Truth:  put waits for room by itself; here the producer waits elsewhere, for the consumer.
Verdict: a thread may have to wait at the
"""

from threading import Semaphore, Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []
    room = Semaphore(queue.maxsize)

    def produce():
        for start in range(0, len(names), size):
            room.acquire()
            queue.put(names[start : start + size])

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())
            room.release()

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
