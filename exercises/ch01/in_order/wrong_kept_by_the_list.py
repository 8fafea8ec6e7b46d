"""Wrong on purpose: keeps the places in the module, by the list of items.

Belief: no two calls have the same list.
Truth:  two calls at the same time may, and then one takes away what the other has made.
Verdict: called twice at the same time and then once more, with the same items
"""

from threading import Thread

PLACES = {}


def in_order(work, items):
    def run(place):
        PLACES[id(items), place] = work(items[place])

    threads = [Thread(target=run, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [PLACES.pop((id(items), place)) for place in range(len(items))]
