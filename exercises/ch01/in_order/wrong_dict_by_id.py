"""Wrong on purpose: keeps the results under id(item).

Belief: Each place of the list holds another object, so its id is unique.
Truth:  The same object may stand in the list twice, and then there is one key for two results.
Verdict: with the same item twice, ['oak', 'oak']: the number of results that came of a
"""

from threading import Thread


def in_order(work, items):
    results = {}

    def run(item):
        results[id(item)] = work(item)

    threads = [Thread(target=run, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[id(item)] for item in items]
