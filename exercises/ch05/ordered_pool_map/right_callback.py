"""Right in another style: permits, and a callback of each future that hands on all that is next in line."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Semaphore

from pipeline_core import SENTINEL


class Line:
    def __init__(self, target, most):
        self.target = target
        self.room = Semaphore(most)
        self.lock = Lock()
        self.done = {}
        self.head = 0

    def finished(self, number, future):
        with self.lock:
            self.done[number] = future
            while self.head in self.done:
                self.target.put(self.done.pop(self.head).result())
                self.head += 1
                self.room.release()


def pool_map(source, target, work, workers, most):
    line, number = Line(target, most), 0
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while True:
            line.room.acquire()
            item = source.get()
            if item is SENTINEL:
                break
            future = pool.submit(work, item)
            future.add_done_callback(lambda done, number=number: line.finished(number, done))
            number += 1
    target.put(SENTINEL)
