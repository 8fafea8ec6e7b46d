"""Wrong on purpose: puts two ends, since there are two consumers.

Belief: the program has two consumers, so two ends are enough.
Truth:  the number of consumers is an argument; the third one waits for ever.
Verdict: 18 consumers wait in get for ever: nothing comes any more, and no end is left for them
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)
        queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
