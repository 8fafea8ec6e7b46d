"""Wrong on purpose: naps, and reads an empty queue as the end.

Belief: after a short nap the next item is there, if there is one.
Truth:  a sleep is a guess about somebody else's speed, and an empty queue is about now.
Verdict: empty tells about now
"""

from queue import Empty
from threading import Thread

from pipeline_core import SENTINEL

import time


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            time.sleep(0.1)
            if queue.empty():
                break
            try:
                item = queue.get_nowait()
            except Empty:
                continue
            if item is SENTINEL:
                break
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
