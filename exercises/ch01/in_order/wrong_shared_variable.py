"""Wrong on purpose: carries the result through a variable that all threads share.

Belief: Between two lines of a thread nothing happens.
Truth:  Another thread may run there, and put its own result into the variable.
Verdict: Nobody knows how long anything takes
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)
    result = None

    def run(i, item):
        nonlocal result
        result = work(item)
        results[i] = result

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
