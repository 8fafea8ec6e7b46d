"""Wrong on purpose: keeps each result under its item.

Belief: an item can always be the key of a dict, as the names were in the chapter.
Truth:  only what can be hashed can be a key, and a list can't; a number in the list of items always can.
Verdict: an item was used as a key
"""

from threading import Thread


def in_order(work, items):
    results = {}

    def run(item):
        results[item] = work(item)

    threads = [Thread(target=run, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[item] for item in items]
