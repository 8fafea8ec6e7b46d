"""Wrong on purpose: catches what save has raised so far.

Belief: who saves raises ValueError and KeyError.
Truth:  it may raise any Exception, and then its thread is gone.
Verdict: in line 32: save(result)
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
                continue
            results.put((item, result))
        results.put(SENTINEL)

    def save_each():
        while (pair := results.get()) is not SENTINEL:
            item, result = pair
            try:
                save(result)
            except (ValueError, KeyError) as error:
                failures.append((item, error))

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
