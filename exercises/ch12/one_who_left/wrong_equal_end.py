"""Wrong on purpose: asks with != whether it is the end.

Belief: the end is equal to nothing else.
Truth:  a result may claim to be equal to everything.
Verdict: items that are equal to everything
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures = []
    named = []

    def work_on():
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                continue
            named.append(item)
            results.put(result)
        results.put(SENTINEL)

    def save_each():
        number = 0
        while not (result := results.get()) == SENTINEL:
            try:
                save(result)
            except Exception as error:
                failures.append((named[number], error))
            number += 1

    threads = [Thread(target=work_on), Thread(target=save_each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
