"""Wrong on purpose: counts an item as out when its sub-task is done.

Belief: what is finished needs no place.
Truth:  it waits for its turn, in memory: behind a slow head there is no limit to that.
Verdict: items were in flight
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
        target.put(SENTINEL)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        thread = Thread(target=hand_on)
        thread.start()
        while True:
            room.acquire()
            item = source.get()
            if item is SENTINEL:
                break
            future = pool.submit(work, item)
            future.add_done_callback(lambda _: room.release())
            line.put(future)
        line.put(SENTINEL)
        thread.join()
