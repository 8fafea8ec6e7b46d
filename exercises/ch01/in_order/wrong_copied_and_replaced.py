"""Wrong on purpose: copies the list, fills a place of the copy, and puts the copy in the list's stead.

Belief: A copy of one's own is safe from other threads.
Truth:  The copy is made before the others have filled their places, and replaces what they have filled.
Verdict: the results are [None, None, 'A', None], and ['C', 'D', 'A', 'B'] were
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def run(i, item):
        nonlocal results
        mine = list(results)
        mine[i] = work(item)
        results = mine

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
