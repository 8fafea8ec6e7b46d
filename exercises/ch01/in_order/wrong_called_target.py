"""Wrong on purpose: calls work where it should hand it over.

Belief: Thread(target=f(x)) calls f in the thread.
Truth:  the brackets call it here and now; the thread gets what it returned.
Verdict: Brackets behind target=work call it at once
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)

    def run(place, item):
        results[place] = work(item)

    threads = [Thread(target=run(place, item)) for place, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
