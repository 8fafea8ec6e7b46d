"""Wrong on purpose: makes a new list for each failure.

Belief: failures = failures + [...] adds to the list.
Truth:  it reads the list, makes another one, and binds that: what the other thread has noted in between is in
        neither.
Verdict: two threads note failures
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures = []

    def work_on():
        nonlocal failures
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures = failures + [(item, error)]
            else:
                results.put((item, result))
        results.put(SENTINEL)

    def save_each():
        nonlocal failures
        while (pair := results.get()) is not SENTINEL:
            item, result = pair
            try:
                save(result)
            except Exception as error:
                failures = failures + [(item, error)]

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
