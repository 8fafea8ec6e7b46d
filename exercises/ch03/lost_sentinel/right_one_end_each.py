"""Right in another style: the producer posts an end for each consumer."""

from threading import Thread

from pipeline_core import SENTINEL


def together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        for end in [SENTINEL] * many:
            queue.put(end)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))

    together([Thread(target=produce), *(Thread(target=consume) for _ in range(many))])
    return results
