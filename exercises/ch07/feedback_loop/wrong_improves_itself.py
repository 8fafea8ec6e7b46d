"""Wrong on purpose: the judge improves what is not good.

Belief: then it need not go back.
Truth:  improve is the business of one thread.
Verdict: was called by 2 threads
"""

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
            while not good(item):
                item = improve(item)
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
