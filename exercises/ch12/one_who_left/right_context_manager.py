"""Right in another style: a context manager keeps what is raised."""

from contextlib import contextmanager
from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results, failures = Queue(places), []

    @contextmanager
    def kept(item):
        try:
            yield
        except Exception as error:
            failures.append((item, error))

    def work_on():
        try:
            for item in items:
                with kept(item):
                    results.put((item, work(item)))
        finally:
            results.put(SENTINEL)

    def save_each():
        while (pair := results.get()) is not SENTINEL:
            with kept(pair[0]):
                save(pair[1])

    threads = [Thread(target=work_on), Thread(target=save_each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
