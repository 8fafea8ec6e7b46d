from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    """Improve each item until it is good; return the good ones, in the order in which they were found good.

    Given:  a pipeline of two threads and two queues, in which items go round; with many items it gets stuck.
    Do:     mend it, so that at most so many items are on their way at once, and nobody waits for ever.
    Never:  drop an item, sleep, ask again and again, or let the queues grow with the number of items.
    Size:   about 3 lines more.   Stuck: the hints below, one at a time
    """
    drafts, improved, finished = Queue(most), Queue(most), []

    def make():
        while (item := drafts.get()) is not SENTINEL:  # take · end?
            improved.put(improve(item))  # work · hand on
        improved.put(SENTINEL)  # pass the end on

    def judge():
        while (item := improved.get()) is not SENTINEL:  # take · end?
            if good(item):
                finished.append(item)
            else:
                drafts.put(item)  # once more
            drafts.task_done()

    threads = [Thread(target=make, name="make"), Thread(target=judge, name="judge")]
    for thread in threads:
        thread.start()
    for item in items:
        drafts.put(item)
    drafts.join()  # nobody is on their way any more
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
