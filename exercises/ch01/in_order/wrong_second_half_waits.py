"""Wrong on purpose: where there are many items, the second half begins when the first thread has ended.

Belief: a pause between two halves spares the machine.
Truth:  every item of the second half waits for another one.
Verdict: of a second each it took 2 s, so not all of them ran at once
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def run(place, item):
        results[place] = work(item)

    threads = [Thread(target=run, args=(place, item)) for place, item in enumerate(items)]
    half = len(threads) // 2
    for thread in threads[:half]:
        thread.start()
    if half > 60:
        threads[0].join()
    for thread in threads[half:]:
        thread.start()
    for thread in threads:
        thread.join()
    return results
