"""Right in another style: a context manager that puts the ends."""

from contextlib import contextmanager
from threading import Thread

from pipeline_core import SENTINEL


@contextmanager
def ended_for(queue, many):
    yield queue.put
    for _ in range(many):
        queue.put(SENTINEL)


def share_out(items, queue, work, many):
    results = []

    def produce():
        with ended_for(queue, many) as put:
            for item in items:
                put(item)

    def consume():
        while True:
            item = queue.get()
            if item is SENTINEL:
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
