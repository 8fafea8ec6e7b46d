"""Wrong on purpose: keeps the results on the function that is handed in.

Belief: each call has a work of its own, so that is like a local variable.
Truth:  two calls at the same time may have the same, and both return what one of them made.
Verdict: which one call of that function returned, is in what came of two of them
"""

from threading import Thread


def in_order(work, items):
    work.results = [None] * len(items)

    def run(place):
        work.results[place] = work(items[place])

    threads = [Thread(target=run, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(work.results)
