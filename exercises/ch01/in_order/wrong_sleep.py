"""Wrong on purpose: sleeps for a second instead of joining.

Belief: a second is long enough for everybody.
Truth:  a sleep is a guess about somebody else's speed; join waits exactly as long as it must.
Verdict: it holds together by a sleep
"""

from threading import Thread
from time import sleep


def in_order(work, items):
    results = [None] * len(items)

    def run(place, item):
        results[place] = work(item)

    for place, item in enumerate(items):
        Thread(target=run, args=(place, item)).start()
    sleep(1)
    return results
