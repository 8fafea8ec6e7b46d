"""Wrong on purpose: adds to the results by making a new list.

Belief: results = results + [result] is append.
Truth:  It reads, adds and binds; what another consumer has bound in between is lost.
Verdict: between what another one read and what it wrote, and that is lost
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        for _ in range(many):
            queue.put(SENTINEL)

    def consume():
        nonlocal results
        while True:
            item = queue.get()
            if item is SENTINEL:
                break
            results = results + [work(item)]

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
