"""Wrong on purpose: looks again and again whether the queue is empty, before it waits.

Belief: sleep(0) makes a loop that looks a loop that waits.
Truth:  join waits by itself.
Verdict: it asks again and again
"""

import time
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
    threads[0].join()
    while not results.empty():
        time.sleep(0)
    threads[1].join()
    return failures
