"""Wrong on purpose: lets one call at a time use the same function.

Belief: a function that several threads call has to be protected.
Truth:  whoever calls with the same function then waits until all items of the other call are done.
Verdict: waits in its first work until the other has returned
"""

from collections import defaultdict
from threading import Lock, Thread

LOCKS = defaultdict(Lock)


def in_order(work, items):
    results = [None] * len(items)

    def one(place):
        results[place] = work(items[place])

    threads = [Thread(target=one, args=(place,)) for place in range(len(items))]
    with LOCKS[work]:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return results
