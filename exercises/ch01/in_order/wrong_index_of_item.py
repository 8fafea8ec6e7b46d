"""Wrong on purpose: looks up the place of an item with items.index.

Belief: items.index(item) gives the place from which the item came.
Truth:  It gives the first place that holds something equal, so an item that is there twice, or is equal
        to everything, uses one place.
Verdict: the results are ['B', 'A', None], and ['B', 'A', 'B'] were expected. Two of the
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def run(item):
        results[items.index(item)] = work(item)

    threads = [Thread(target=run, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
