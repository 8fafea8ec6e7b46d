"""Wrong on purpose: keeps the failures in a dict.

Belief: each item has one failure.
Truth:  not every item can be a key, and one may come twice.
Verdict: an item that comes again and fails each time
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures = {}

    def work_on():
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures[item] = error
                continue
            results.put((item, result))
        results.put(SENTINEL)

    def save_each():
        while (pair := results.get()) is not SENTINEL:
            item, result = pair
            try:
                save(result)
            except Exception as error:
                failures[item] = error

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(failures.items())
