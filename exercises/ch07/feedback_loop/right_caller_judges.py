"""Right in another style: the caller judges, and lets one in for each that leaves."""

from itertools import islice
from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most), Queue(most), []

    def make():
        while (item := drafts.get()) is not SENTINEL:
            improved.put(improve(item))

    maker = Thread(target=make)
    maker.start()
    coming, inside = iter(items), 0
    for item in islice(coming, most):
        drafts.put(item)
        inside += 1
    while inside:
        item = improved.get()
        if not good(item):
            drafts.put(item)
            continue
        finished.append(item)
        inside -= 1
        for following in islice(coming, 1):
            drafts.put(following)
            inside += 1
    drafts.put(SENTINEL)
    maker.join()
    return finished
