"""Right in another style: a pool, bounded by a semaphore; finished futures come by a queue."""

from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL, SKIP


def run_with_bar(items, work, open_bar, workers):
    room = Semaphore(4 + workers)
    done = SimpleQueue()
    bar = open_bar(len(items) if hasattr(items, "__len__") else None)

    def finished(item):
        try:
            done.put((item, work(item), None))
        except Exception as error:
            done.put((item, SKIP, error))
        room.release()

    def feed():
        with ThreadPoolExecutor(workers) as pool:
            for item in items:
                room.acquire()
                pool.submit(finished, item)
        done.put(SENTINEL)

    feeder = Thread(target=feed)
    feeder.start()
    results = []
    failures = []
    while (message := done.get()) is not SENTINEL:
        item, result, error = message
        bar.update(1)
        if error is not None:
            failures.append((item, error))
        elif result is not SKIP:
            results.append(result)
    feeder.join()
    bar.close()
    return results, failures
