"""Right in another style: chain and repeat, one loop in the producer."""

from itertools import chain, repeat
from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in chain(items, repeat(SENTINEL, many)):
            queue.put(item)

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
