"""Wrong on purpose: starts all threads and returns.

Belief: start comes back when the thread has done its work.
Truth:  start comes back at once; join waits for the end.
Verdict: returned while a thread of it was still running
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def run(place, item):
        results[place] = work(item)

    for place, item in enumerate(items):
        Thread(target=run, args=(place, item)).start()
    return results
