"""Right in another style: one thread submits, one hands on; permits bound what is in flight."""

from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    room = Semaphore(most)
    line = SimpleQueue()

    def hand_on():
        while (future := line.get()) is not SENTINEL:
            target.put(future.result())
            room.release()
        target.put(SENTINEL)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        thread = Thread(target=hand_on)
        thread.start()
        while True:
            room.acquire()
            item = source.get()
            if item is SENTINEL:
                break
            line.put(pool.submit(work, item))
        line.put(SENTINEL)
        thread.join()
