"""Wrong on purpose: sorts the results by the text of their items.

Belief: sorted is in order.
Truth:  the order of the items is the order in which they stand in the list.
Verdict: the results are ['A', 'B', 'C', 'D']; the order of the items is ['C', 'D', 'A', 'B']
"""

from threading import Thread


def in_order(work, items):
    found = []

    def run(item):
        found.append((str(item), work(item)))

    threads = [Thread(target=run, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for _, result in sorted(found, key=lambda pair: pair[0])]
