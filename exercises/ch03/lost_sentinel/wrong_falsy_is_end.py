"""Wrong on purpose: puts None as the end, and takes everything that is false for it.

Belief: The end is what is not an item, and if not item says that.
Truth:  0, '', None and an empty list are items.
Verdict: an item was asked whether it is true
"""

from threading import Thread


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        for _ in range(many):
            queue.put(None)

    def consume():
        while True:
            item = queue.get()
            if not item:
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
