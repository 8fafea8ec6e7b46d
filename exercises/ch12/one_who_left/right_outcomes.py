"""Right in another style: failures travel through the queue as well, and one thread keeps them."""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def attempt(function, item, value):
    try:
        return True, item, function(value)
    except Exception as error:
        return False, item, error


def work_through(items, work, save, places):
    outcomes, failures = Queue(places), []

    def work_on():
        for item in items:
            outcomes.put(attempt(work, item, item))
        outcomes.put(SENTINEL)

    def save_each():
        while (outcome := outcomes.get()) is not SENTINEL:
            good, item, value = outcome
            if good:
                good, item, value = attempt(save, item, value)
            if not good:
                failures.append((item, value))

    threads = [Thread(target=work_on), Thread(target=save_each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
