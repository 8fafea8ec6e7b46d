"""Wrong on purpose: the permit is taken when the item is in the loop already.

Belief: a permit for each item bounds the loop, wherever it is taken.
Truth:  who has put the item waits afterwards, and by then one too many goes round.
Verdict: had been given to improve and were not yet good
"""

from queue import Queue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most + 1), Queue(most + 1), []
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
        drafts.put(item)
        room.acquire()
    drafts.join()
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
