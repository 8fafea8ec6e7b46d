"""Wrong on purpose: bigger queues.

Belief: a bigger queue cures a deadlock.
Truth:  it needs more items to get stuck, and then it does; and more are on their way.
Verdict: were on their way at once
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most + 2), Queue(most + 2), []

    def make():
        while (item := drafts.get()) is not SENTINEL:
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
        drafts.put(item)
    drafts.join()
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
