"""Right in another style: two threads of an executor."""

from concurrent.futures import ThreadPoolExecutor
from queue import Queue

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)

    def work_on():
        failed = []
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failed.append((item, error))
            else:
                results.put((item, result))
        results.put(SENTINEL)
        return failed

    def save_each():
        failed = []
        while (pair := results.get()) is not SENTINEL:
            try:
                save(pair[1])
            except Exception as error:
                failed.append((pair[0], error))
        return failed

    with ThreadPoolExecutor(2) as pool:
        halves = [pool.submit(work_on), pool.submit(save_each)]
    return [pair for half in halves for pair in half.result()]
