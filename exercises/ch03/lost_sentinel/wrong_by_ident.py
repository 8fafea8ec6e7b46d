"""Wrong on purpose: each consumer has a list of its own, found by the ident of its thread.

Belief: no two threads of a program have the same ident.
Truth:  no two at the same time: who begins after another one has ended may get its ident, and its list is gone.
Verdict: with a single item: the results, in any order, came out as []
"""

from threading import Thread, get_ident

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = {}

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        mine = results[get_ident()] = []
        while (item := queue.get()) is not SENTINEL:
            mine.append(work(item))
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for mine in results.values() for result in mine]
