"""Wrong on purpose: a lock of the module is held while somebody waits for an item.

Belief: two threads must not take from a queue at the same time.
Truth:  the queue sees to that; a lock that all calls share makes one call wait for the items of another.
Verdict: the first held up in work and by its items
"""

from threading import Lock, Thread

from pipeline_core import SENTINEL

lock = Lock()


def take(queue):
    with lock:
        return queue.get()


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while (item := take(queue)) is not SENTINEL:
            results.append(work(item))
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
