"""Wrong on purpose: waits for room with an event, which it clears first.

Belief: who clears it and then waits hears the next set().
Truth:  what was set between the look and the clear is forgotten.
Verdict: stuck
"""

from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event, Thread

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line, room = Queue(), Event()
    put = []
    taken = 0

    def hand_on():
        while (future := line.get()) is not None:
            target.put(future.result())
            put.append(True)
            room.set()

    thread = Thread(target=hand_on)
    thread.start()
    with ThreadPoolExecutor(workers) as pool:
        while True:
            while taken - len(put) >= most:
                room.clear()
                room.wait()
            if (item := source.get()) is SENTINEL:
                break
            taken += 1
            line.put(pool.submit(work, item))
    line.put(None)
    thread.join()
    target.put(SENTINEL)
