"""Wrong on purpose: sleeps for no time.

Belief: sleep(0) is no sleep.
Truth:  nobody waits for anything there, and who waits is helped by no nap.
Verdict: it calls sleep
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
            time.sleep(0)
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
