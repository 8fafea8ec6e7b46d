"""Wrong on purpose: numbers the failures by how many there are.

Belief: the next number is free until it is used.
Truth:  two threads count the same, and the later one writes over the earlier one.
Verdict: two threads note failures
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
                failures[len(failures)] = (item, error)
            else:
                results.put((item, result))
        results.put(SENTINEL)

    def save_each():
        while (pair := results.get()) is not SENTINEL:
            item, result = pair
            try:
                save(result)
            except Exception as error:
                failures[len(failures)] = (item, error)

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(failures.values())
