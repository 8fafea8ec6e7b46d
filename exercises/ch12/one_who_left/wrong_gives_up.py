"""Wrong on purpose: takes a queue that stays empty for an hour for the end.

Belief: who puts nothing within half an hour is gone.
Truth:  work may take longer than that.
Verdict: nobody takes from it any more
"""

from queue import Empty, Queue
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
            results.put((item, result))
        results.put(SENTINEL)

    def save_each():
        while True:
            try:
                pair = results.get(timeout=1800)
            except Empty:
                return
            if pair is SENTINEL:
                return
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
