"""Wrong on purpose: keeps one semaphore for each bound, for all calls.

Belief: a bound is a bound, whoever has it.
Truth:  another call with the same bound then waits for the items of this one.
Verdict: the first held up in improve until the second has returned
"""

from queue import Queue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL

ROOMS = {}


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(), Queue(), []
    room = ROOMS.setdefault(most, Semaphore(most))

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
