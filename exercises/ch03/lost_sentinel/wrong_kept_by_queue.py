"""Wrong on purpose: the results of a call are kept under the id of its queue.

Belief: each call has a queue of its own, so nobody else has its id.
Truth:  a queue can be used again, and the id of one that is gone is given to another one.
Verdict: called again with the same queues
"""

from threading import Thread

from pipeline_core import SENTINEL

kept = {}


def share_out(items, queue, work, many):
    results = kept[id(queue)] = kept.get(id(queue), [])
    results.clear()

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
