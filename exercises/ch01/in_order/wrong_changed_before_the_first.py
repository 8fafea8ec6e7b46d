"""Wrong on purpose: puts a mark behind the caller's items, and takes it off again before any thread runs.

Belief: a list that is put right at once was never another one.
Truth:  whoever else reads the list may read it just then.
Verdict: it changed your caller's list of items
"""

from threading import Thread


def in_order(work, items):
    items.append("end")
    results = ["none" for _ in items]
    items.pop()
    results.pop()

    def run(place):
        results[place] = work(items[place])

    threads = [Thread(target=run, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
