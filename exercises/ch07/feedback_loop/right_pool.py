"""Right in another style: a pool of two runs both."""

from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Semaphore

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most), Queue(most), []
    room = Semaphore(most)

    def make():
        while (item := drafts.get()) is not SENTINEL:
            improved.put(improve(item))
        improved.put(SENTINEL)

    def judge():
        while (item := improved.get()) is not SENTINEL:
            if good(item):
                finished.append(item)
                room.release()
            else:
                drafts.put(item)
            drafts.task_done()

    with ThreadPoolExecutor(2) as pool:
        pool.submit(make)
        pool.submit(judge)
        for item in items:
            room.acquire()
            drafts.put(item)
        drafts.join()
        drafts.put(SENTINEL)
    return finished
