"""Wrong on purpose: the end is a text.

Belief: nobody has an item like that.
Truth:  anybody can have that text as an item.
Verdict: as an end, and as an item it is lost
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results, marker = [], "the end"

    def produce():
        for item in items:
            queue.put(item)
        queue.put(marker)

    def consume():
        while True:
            item = queue.get()
            if item is marker:
                queue.put(marker)
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
