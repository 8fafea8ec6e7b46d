"""Wrong on purpose: lets three groups be on the way at once, and waits for one to be taken.

Belief: the producer must not run ahead.
Truth:  the queue's bound sees to that; here the producer waits for the consumer beside it.
Verdict: the two take turns
"""

from threading import Semaphore, Thread


def in_groups(names, queue, size):
    found = []
    on_the_way = Semaphore(3)

    def produce():
        for start in range(0, len(names), size):
            on_the_way.acquire()
            queue.put(names[start : start + size])

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())
            on_the_way.release()

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


guess = {"first": "c", "names": 6}
