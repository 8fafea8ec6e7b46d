"""Wrong on purpose: a timeout, and the same again.

Belief: a timeout cures a deadlock.
Truth:  nothing has changed when it is over: it waits for ever, in pieces.
Verdict: asks again and again
"""

from queue import Full, Queue
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
            if good(item):
                finished.append(item)
            else:
                while True:
                    try:
                        drafts.put(item, timeout=0.1)
                        break
                    except Full:
                        continue
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
