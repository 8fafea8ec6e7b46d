"""Wrong on purpose: keeps the results in the caller's list, and puts the items back at the end.

Belief: what is put right at the end was never wrong.
Truth:  the list is the caller's all the time; whoever looks at it meanwhile finds results among the items.
Verdict: whoever looks at it meanwhile finds it changed
"""

from threading import Thread


def in_order(work, items):
    kept = list(items)

    def run(place):
        items[place] = work(items[place])

    threads = [Thread(target=run, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results = list(items)
    items[:] = kept
    return results
