"""Right in another style: so many at a time, and the next ones when all of these are good."""

from itertools import islice
from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most), Queue(most), []

    def make():
        while (item := drafts.get()) is not SENTINEL:
            improved.put(improve(item))
        improved.put(SENTINEL)

    def judge():
        while (item := improved.get()) is not SENTINEL:
            if good(item):
                finished.append(item)
            else:
                drafts.put(item)
            drafts.task_done()

    threads = [Thread(target=make, name="make"), Thread(target=judge, name="judge")]
    for thread in threads:
        thread.start()
    coming = iter(items)
    while batch := list(islice(coming, most)):
        for item in batch:
            drafts.put(item)
        drafts.join()  # the loop is empty: the next batch has it for itself
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
