"""Wrong on purpose: inserts each result at its index.

Belief: results.insert(i, result) puts the result into place i.
Truth:  Into a list that is still shorter it appends, and what comes later is put in front of the wrong
        neighbours.
Verdict: with three items, ['oak', 'elm', 'yew']: the list of results came out as
"""

from threading import Thread


def in_order(work, items):
    results = []

    def run(i, item):
        result = work(item)
        results.insert(i, result)

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
