"""Right in another style: a condition over the number in the loop."""

from queue import Queue
from threading import Condition, Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(most), Queue(most), []
    changed, inside = Condition(), 0

    def make():
        while (item := drafts.get()) is not SENTINEL:
            improved.put(improve(item))
        improved.put(SENTINEL)

    def judge():
        nonlocal inside
        while (item := improved.get()) is not SENTINEL:
            if good(item):
                finished.append(item)
                with changed:
                    inside -= 1
                    changed.notify()
            else:
                drafts.put(item)
            drafts.task_done()

    threads = [Thread(target=make, name="make"), Thread(target=judge, name="judge")]
    for thread in threads:
        thread.start()
    for item in items:
        with changed:
            while inside >= most:
                changed.wait()
            inside += 1
        drafts.put(item)
    drafts.join()
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
