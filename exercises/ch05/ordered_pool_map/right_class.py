"""Right in another style: a class with a method for each step."""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


class Line:
    def __init__(self, target, most):
        self.target = target
        self.most = most
        self.futures = []

    def add(self, future):
        self.futures.append(future)
        if len(self.futures) >= self.most:
            self.hand_on()

    def hand_on(self):
        self.target.put(self.futures.pop(0).result())

    def close(self):
        while self.futures:
            self.hand_on()
        self.target.put(SENTINEL)


def pool_map(source, target, work, workers, most):
    line = Line(target, most)
    with ThreadPoolExecutor(workers) as pool:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            line.add(pool.submit(work, item))
        line.close()
