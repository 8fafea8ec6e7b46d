"""Wrong on purpose: starts no thread for an item that is empty.

Belief: An empty item has nothing to work on.
Truth:  Empty lists, 0 and None are items, and work is to be called with them.
Verdict: with items that are false in an if, [0, '', False, None, 0.0, ()]: the list of
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def run(i, item):
        results[i] = work(item)

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(items) if item]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
