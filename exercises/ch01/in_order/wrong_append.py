"""Wrong on purpose: every thread appends to one list.

Belief: threads end in the order in which they were started.
Truth:  they end when their work is done; a list that all append to is in that order.
Verdict: in the order in which they were done
"""

from threading import Thread


def in_order(work, items):
    results = []
    threads = [Thread(target=lambda item=item: results.append(work(item))) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
