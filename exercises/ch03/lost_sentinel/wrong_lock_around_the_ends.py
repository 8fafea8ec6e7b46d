"""Wrong on purpose: holds a lock of the module while it puts the ends.

Belief: the ends belong together, so nothing may come between them.
Truth:  the queue is the call's own; another call can't put its ends while this one waits for room.
Verdict: the other does not return. What do the two share
"""

from threading import Lock, Thread

from pipeline_core import SENTINEL

lock = Lock()


def share_out(items, queue, work, consumers):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        with lock:
            for _ in range(consumers):
                queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(consumers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
