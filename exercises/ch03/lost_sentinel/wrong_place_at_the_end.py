"""Wrong on purpose: appends None, and puts the result into the last place then.

Belief: the last place is the one that was just made.
Truth:  another consumer may have made one since: two results go into one place, and one place stays empty.
Verdict: of the results are not in the list that came back
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def consume():
        while (item := queue.get()) is not SENTINEL:
            place = len(results)
            results.append(None)
            results[place] = work(item)
        queue.put(SENTINEL)

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
