"""Wrong on purpose: gives each consumer an equal share to count off.

Belief: Each consumer works on len(items) // many items.
Truth:  The items need not come out even, and something to loop over need not have a length.
Verdict: your answer raised TypeError: object of type 'generator' has no len(), in line
"""

from threading import Thread


def share_out(items, queue, work, many):
    results = []
    share = len(items) // many

    def produce():
        for item in items:
            queue.put(item)

    def consume():
        for _ in range(share):
            item = queue.get()
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
