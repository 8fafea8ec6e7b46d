"""Wrong on purpose: sets an event at the end, and lets the consumers look at it five times a second.

Belief: An Event can be seen by all, so no sentinel is needed.
Truth:  Who waits in get does not see it, so get has to be asked again and again.
Verdict: it asks again and again where it could wait: when the others are 20 times as
"""

from queue import Empty
from threading import Event
from threading import Thread


def share_out(items, queue, work, many):
    results = []
    done = Event()

    def produce():
        for item in items:
            queue.put(item)
        done.set()

    def consume():
        while not (done.is_set() and queue.empty()):
            try:
                item = queue.get(timeout=0.2)
            except Empty:
                continue
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
