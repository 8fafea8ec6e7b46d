"""Right in another style: whoever leaves posts the end again, but for the last."""

from threading import Lock, Thread

from pipeline_core import SENTINEL


def together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def share_out(items, queue, work, many):
    results, left, lock = [], [many], Lock()

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))
        with lock:
            left[0] -= 1
            if left[0]:
                queue.put(SENTINEL)

    together([Thread(target=produce), *(Thread(target=consume) for _ in range(many))])
    return results
