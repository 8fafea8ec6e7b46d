"""Wrong on purpose: takes a lock around get, and leaves the loop with it.

Belief: Taking and looking for the end have to be one step.
Truth:  break leaves the lock taken, and the next consumer waits for it for ever.
Verdict: waits for a lock that is never given back: who took it has ended
"""

from threading import Lock
from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []
    lock = Lock()

    def produce():
        for item in items:
            queue.put(item)
        for _ in range(many):
            queue.put(SENTINEL)

    def consume():
        while True:
            lock.acquire()
            item = queue.get()
            if item is SENTINEL:
                break
            lock.release()
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
