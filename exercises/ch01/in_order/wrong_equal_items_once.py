"""Wrong on purpose: works on equal items once, and uses the result for all of them.

Belief: The same item has the same result, so one call is enough.
Truth:  The task asks for a call for every item; work may return something else each time, and equal need
        not be the same.
Verdict: the item ['b', 2] is in the list twice, and work got it once: which item does
"""

from threading import Thread


def in_order(work, items):
    different = []
    for item in items:
        if item not in different:
            different.append(item)
    found = [None] * len(different)

    def run(i, item):
        found[i] = work(item)

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(different)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[different.index(item)] for item in items]
