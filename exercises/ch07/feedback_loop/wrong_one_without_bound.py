"""Wrong on purpose: the first queue without a bound.

Belief: only the way back must not block.
Truth:  the feeder fills that queue with all there is.
Verdict: were on their way at once
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(), Queue(most), []

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
