"""Wrong on purpose: drops failures whose item is false in an if.

Belief: an item is true in an if.
Truth:  0 and "" are items, and they fail as others do.
Verdict: items that are false in an if, of which some fail
"""

from queue import Queue
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
    return [f for f in failures if f[0]]
