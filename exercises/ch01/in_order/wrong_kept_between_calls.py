"""Wrong on purpose: keeps the results in a default argument.

Belief: A default argument is made anew for each call.
Truth:  It is made once, with the function, and the second call finds the results of the first in it.
Verdict: the results are ['B', 'A', 'B', 'B'], and ['B', 'A', 'B'] were expected
"""

from threading import Thread


def in_order(work, items, results={}):
    def run(i, item):
        results[i] = work(item)

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[i] for i in sorted(results)]
