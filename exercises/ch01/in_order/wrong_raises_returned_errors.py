"""Wrong on purpose: raises each error that it finds among the results.

Belief: an exception in the list was raised by work.
Truth:  work may return one; then it is a result like any other.
Verdict: returned error among them
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def one(place):
        try:
            results[place] = work(items[place])
        except Exception as error:
            results[place] = error

    threads = [Thread(target=one, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
