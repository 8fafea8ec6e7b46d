"""Wrong on purpose: makes the queue larger.

Belief: it hangs because the queue is too small.
Truth:  somebody has left, and a larger queue fills later.
Verdict: the loop that called it is over
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(1000)
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
