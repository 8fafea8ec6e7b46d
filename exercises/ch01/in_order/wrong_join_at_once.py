"""Wrong on purpose: waits for each thread right after it has started it.

Belief: a thread is started and joined, so both belong into one loop.
Truth:  whoever joins waits, and the next thread has not been started yet: a loop with more words.
Verdict: the waits came one after another
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def run(place, item):
        results[place] = work(item)

    for place, item in enumerate(items):
        thread = Thread(target=run, args=(place, item))
        thread.start()
        thread.join()
    return results
