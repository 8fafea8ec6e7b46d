"""Wrong on purpose: a permit for each put, the way back included.

Belief: whoever puts needs room.
Truth:  the judge waits for a permit that only the judge gives back.
Verdict: is given back any more
"""

from queue import Queue
from threading import Semaphore, Thread

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
                room.acquire()
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
