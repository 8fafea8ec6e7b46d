"""Wrong on purpose: gives up to put after ten seconds.

Belief: who does not take within ten seconds is gone.
Truth:  save may take longer than that.
Verdict: saved was
"""

from queue import Full, Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures = []

    def work_on():
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                continue
            try:
                results.put((item, result), timeout=10)
            except Full:
                failures.append((item, Full()))
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
