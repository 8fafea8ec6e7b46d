"""Wrong on purpose: makes daemon threads and waits for the first alone.

Belief: a daemon thread does no harm when it is stuck.
Truth:  what it had to do is not done.
Verdict: saved was
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures = []

    def work_on():
        for item in items:
            results.put(work(item))
        results.put(SENTINEL)

    def save_each():
        while (result := results.get()) is not SENTINEL:
            save(result)

    threads = [
        Thread(target=work_on, name="work_on", daemon=True),
        Thread(target=save_each, name="save_each", daemon=True),
    ]
    for thread in threads:
        thread.start()
    threads[0].join()
    return failures
