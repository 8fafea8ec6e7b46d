"""Wrong on purpose: lets the others go first, by a nap of no time.

Belief: a sleep of no time is none.
Truth:  nobody needs it: the others run anyway, and join waits for them.
Verdict: it sleeps
"""

from threading import Thread
from time import sleep


def in_order(work, items):
    results = [None] * len(items)

    def do(place):
        sleep(0)
        results[place] = work(items[place])

    threads = [Thread(target=do, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
