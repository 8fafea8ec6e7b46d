"""Wrong on purpose: finds the item of a result by the result's identity.

Belief: each call of work makes an object of its own.
Truth:  it may return the same one each time, and then the last item is told for all.
Verdict: What tells whose result it is?
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures, owner = [], {}

    def work_on():
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                owner[id(result)] = item
                results.put((result,))
        results.put(SENTINEL)

    def save_each():
        while (pair := results.get()) is not SENTINEL:
            (result,) = pair
            item = owner[id(result)]
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
