"""Wrong on purpose: gives the permit back before the result is in target.

Belief: it is on its way, so it is out.
Truth:  while target is full the result is in hand, and one more item is taken.
Verdict: 4 items were in flight
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
            result = future.result()
            room.release()
            target.put(result)
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
