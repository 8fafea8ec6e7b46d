"""Wrong on purpose: starts 32 consumers at most.

Belief: nobody needs more.
Truth:  who asks for 33 gets one too few, and an item waits that nobody takes.
Verdict: stuck: 33 consumers are asked for
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(min(many, 32)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
