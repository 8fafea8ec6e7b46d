"""Wrong on purpose: gives the permit back when the maker takes the item.

Belief: then there is room in the queue.
Truth:  there is room in that queue, and one more in the loop.
Verdict: wait for room
"""

from queue import Queue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most), Queue(most), []
    room = Semaphore(most)

    def make():
        while (item := drafts.get()) is not SENTINEL:
            room.release()
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
    for item in items:
        room.acquire()
        drafts.put(item)
    drafts.join()
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
