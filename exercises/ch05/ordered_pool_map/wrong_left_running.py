"""Wrong on purpose: hands on in a thread, and returns while it runs.

Belief: the thread knows what to do.
Truth:  who called thinks that it is over.
Verdict: pool_map returned before the end was in target
"""

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

    pool = ThreadPoolExecutor(max_workers=workers)
    Thread(target=hand_on, name="hands on").start()
    while True:
        room.acquire()
        item = source.get()
        if item is SENTINEL:
            break
        line.put(pool.submit(work, item))
    line.put(SENTINEL)
    pool.shutdown(wait=False)
