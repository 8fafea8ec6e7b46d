"""Wrong on purpose: the end known by ==.

Belief: equal is the same.
Truth:  an item may be equal to everything.
Verdict: none is given back any more
"""

from queue import Queue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most), Queue(most), []
    room = Semaphore(most)

    def make():
        while (item := drafts.get()) != SENTINEL:
            improved.put(improve(item))
        improved.put(SENTINEL)

    def judge():
        while (item := improved.get()) != SENTINEL:
            if good(item):
                finished.append(item)
                room.release()
            else:
                drafts.put(item)
            drafts.task_done()

    threads = [Thread(target=make, name="make"), Thread(target=judge, name="judge")]
    for thread in threads:
        thread.start()
    for item in items:
        room.acquire()
        drafts.put(item)
    drafts.join()
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
