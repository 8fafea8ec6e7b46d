"""Wrong on purpose: permits bound the loop, and its queues have a fixed number of places.

Belief: with permits the size of the queues no longer matters.
Truth:  where more items may be in the loop than it has places, all of them wait for room again.
Verdict: There are more items in the loop than its queues have places
"""

from queue import Queue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(8), Queue(8), []
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
