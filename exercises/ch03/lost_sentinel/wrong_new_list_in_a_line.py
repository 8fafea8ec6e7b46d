"""Wrong on purpose: a new list for each result, on one line.

Belief: one line is one step.
Truth:  between the read and the write another consumer may have made a list of its own.
Verdict: 8 items were worked on at the same time, and
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        nonlocal results
        while True:
            item = queue.get()
            if item is SENTINEL:
                queue.put(SENTINEL)
                break
            result = work(item)
            results = results + [result]

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
