"""Wrong on purpose: starts a producer for each consumer.

Belief: Each producer brings its own sentinel.
Truth:  Each producer also brings all the items.
Verdict: your answer raised ValueError: generator already executing, in line 17: for
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
        while True:
            item = queue.get()
            if item is SENTINEL:
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=work_on) for work_on in (produce, consume) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
