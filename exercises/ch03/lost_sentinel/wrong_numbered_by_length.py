"""Wrong on purpose: each result gets the next number, which is how many there are.

Belief: to count and to store is one step, as it is one line.
Truth:  two that count at the same time get the same number, and one result is lost.
Verdict: 8 items were worked on at the same time, and
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = {}

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            item = queue.get()
            if item is SENTINEL:
                queue.put(SENTINEL)
                break
            result = work(item)
            results[len(results)] = result

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(results.values())
