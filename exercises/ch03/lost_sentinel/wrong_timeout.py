"""Wrong on purpose: leaves when nothing came for a while.

Belief: half a second without an item means that it is over.
Truth:  a timeout guesses; a source that is slower than the guess loses its items.
Verdict: get with a timeout tells about now, or gives up
"""

from queue import Empty
from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            try:
                item = queue.get(timeout=0.5)
            except Empty:
                break
            if item is SENTINEL:
                break
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
