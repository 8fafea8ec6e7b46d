"""Wrong on purpose: has one try around all, the end included.

Belief: then nothing can get out.
Truth:  what raises jumps over the end.
Verdict: nobody says that it is over
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures = []

    def work_on():
        try:
            for item in items:
                results.put((item, work(item)))
            results.put(SENTINEL)
        except Exception as error:
            failures.append((item, error))

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
