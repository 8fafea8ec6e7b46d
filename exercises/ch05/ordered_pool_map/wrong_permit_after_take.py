"""Wrong on purpose: takes an item first, and then asks for room.

Belief: room is needed to submit.
Truth:  an item that was taken is in flight, submitted or not.
Verdict: 5 items were in flight
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

    with ThreadPoolExecutor(max_workers=workers) as pool:
        thread = Thread(target=hand_on)
        thread.start()
        while (item := source.get()) is not SENTINEL:
            room.acquire()
            line.put(pool.submit(work, item))
        line.put(SENTINEL)
        thread.join()
