"""Wrong on purpose: the maker asks good itself.

Belief: who improves knows best when to stop.
Truth:  good is the business of the other thread.
Verdict: by the same thread
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most), Queue(most), []

    def make():
        while (item := drafts.get()) is not SENTINEL:
            item = improve(item)
            while not good(item):
                item = improve(item)
            improved.put(item)
        improved.put(SENTINEL)

    def judge():
        while (item := improved.get()) is not SENTINEL:
            finished.append(item)
            drafts.task_done()

    threads = [Thread(target=make, name="make"), Thread(target=judge, name="judge")]
    for thread in threads:
        thread.start()
    for item in items:
        drafts.put(item)
    drafts.join()
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
