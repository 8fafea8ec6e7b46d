"""Right in another style: a class for each of the two."""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


class Half(Thread):
    def __init__(self, results):
        super().__init__()
        self.results = results
        self.failures = []

    def attempt(self, item, function, value):
        try:
            return [function(value)]
        except Exception as error:
            self.failures.append((item, error))
            return []


class Worker(Half):
    def __init__(self, results, items, work):
        super().__init__(results)
        self.items, self.work = items, work

    def run(self):
        for item in self.items:
            for result in self.attempt(item, self.work, item):
                self.results.put((item, result))
        self.results.put(SENTINEL)


class Saver(Half):
    def __init__(self, results, save):
        super().__init__(results)
        self.save = save

    def run(self):
        while (pair := self.results.get()) is not SENTINEL:
            self.attempt(pair[0], self.save, pair[1])


def work_through(items, work, save, places):
    results = Queue(places)
    halves = [Worker(results, items, work), Saver(results, save)]
    for half in halves:
        half.start()
    for half in halves:
        half.join()
    return halves[0].failures + halves[1].failures
