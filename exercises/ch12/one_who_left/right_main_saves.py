"""Right in another style: one thread works, and the caller's own saves."""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results, failures = Queue(places), []

    def work_on():
        for item in items:
            try:
                results.put((item, work(item)))
            except Exception as error:
                failures.append((item, error))
        results.put(SENTINEL)

    worker = Thread(target=work_on)
    worker.start()
    for item, result in iter(results.get, SENTINEL):
        try:
            save(result)
        except Exception as error:
            failures.append((item, error))
    worker.join()
    return failures
