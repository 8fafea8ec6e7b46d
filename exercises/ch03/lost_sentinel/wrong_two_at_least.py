"""Wrong on purpose: starts two consumers where one was asked for.

Belief: one more can't hurt.
Truth:  whoever asks for one may have a work that stands no second.
Verdict: asked for 1 consumer,
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results, many = [], max(2, many)

    def produce():
        for item in items:
            queue.put(item)
        for _ in range(many):
            queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
