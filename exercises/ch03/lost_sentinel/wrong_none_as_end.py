"""Wrong on purpose: puts None as the end, once for each consumer.

Belief: None is what stands for nothing more.
Truth:  None is an ordinary item here.
Verdict: an item was taken for the end and lost: it was None, and None is data here
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
            if item is None:
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
