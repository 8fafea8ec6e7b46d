"""Wrong on purpose: tells the others by a flag that it is over.

Belief: setting the event stops the threads.
Truth:  who waits in get looks at no flag; only an item ends that wait.
Verdict: one consumer waits in get for ever: nothing comes any more, and no end is left for it
"""

from threading import Event, Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []
    over = Event()

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while not over.is_set():
            item = queue.get()
            if item is SENTINEL:
                over.set()
                break
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
