"""Wrong on purpose: a result that is an exception is taken for a failure.

Belief: whoever returns an exception means that something went wrong.
Truth:  what work returns is a result, whatever it is; a failure would be raised.
Verdict: lists and a returned error among them
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
            result = work(item)
            if not isinstance(result, Exception):
                results.append(result)
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
