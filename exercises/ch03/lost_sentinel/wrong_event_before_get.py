"""Wrong on purpose: looks at an event and at the queue before each get.

Belief: If it is not over at the moment, something will come.
Truth:  The producer may set the event while a consumer waits in get, and nothing wakes it.
Verdict: one consumer waits in get for ever
"""

from threading import Event
from threading import Thread


def share_out(items, queue, work, many):
    results = []
    done = Event()

    def produce():
        for item in items:
            queue.put(item)
        done.set()

    def consume():
        while True:
            if done.is_set() and queue.empty():
                break
            item = queue.get()
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
