"""Wrong on purpose: a name of two digits for each place, and the results in the order of the names.

Belief: two digits are enough for the places of a list.
Truth:  there may be 200 items, and of texts "100" stands in front of "11".
Verdict: items: the list of results came out wrong: number 12 is ITEM 100
"""

from threading import Thread


def in_order(work, items):
    results = {}

    def run(place, item):
        results[f"{place:02}"] = work(item)

    threads = [Thread(target=run, args=(place, item)) for place, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[name] for name in sorted(results)]
