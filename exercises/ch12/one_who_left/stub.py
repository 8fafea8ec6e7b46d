from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    """Work on each item in one thread, and save each result in another one; return the failures.

    Given:  a list of items; work, a function of one item; save, a function of one result; how many results
            may wait between the two. Both functions may raise.
    Do:     this program is broken. Mend it.
    Never:  sleep, ask again and again, or give up a wait after a while.
    Size:   about 8 lines more.   Stuck: the hints below, one at a time
    """
    results = Queue(places)
    failures = []

    def work_on():
        for item in items:
            results.put(work(item))
        results.put(SENTINEL)

    def save_each():
        while (result := results.get()) is not SENTINEL:
            save(result)

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
