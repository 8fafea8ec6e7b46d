"""Wrong on purpose: a queue of one place, whatever places is.

Belief: a smaller queue keeps the bound as well.
Truth:  places is how far work may be ahead of a slow save, and it is to use that.
Verdict: as many as the queue has places wait
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(1)
    failures = []

    def work_on():
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                results.put((item, result))
        results.put(SENTINEL)

    def save_each():
        while (pair := results.get()) is not SENTINEL:
            item, result = pair
            try:
                save(result)
            except Exception as error:
                failures.append((item, error))

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
