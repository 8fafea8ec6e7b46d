"""Wrong on purpose: holds one lock while work runs.

Belief: What several threads write to must be locked, so the whole line goes under the lock.
Truth:  Then the second call waits until the first has ended: the threads are there, and the calls come one
        by one.
Verdict: What keeps two of them from running at once
"""

from threading import Lock, Thread


def in_order(work, items):
    results = [None] * len(items)
    lock = Lock()

    def run(i, item):
        with lock:
            results[i] = work(item)

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
