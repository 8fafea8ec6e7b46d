"""Wrong on purpose: knows the sentinel by its text.

Belief: Nothing else is written SENTINEL.
Truth:  A text that says SENTINEL is an item.
Verdict: with texts that look like an end
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
        while True:
            item = queue.get()
            if str(item) == "SENTINEL":
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
