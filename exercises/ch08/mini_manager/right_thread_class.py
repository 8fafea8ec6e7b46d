"""Right in another style: each loop is a thread class of its own."""

from queue import Empty, Queue
from threading import Event, Thread

from pipeline_core import SENTINEL, robust_put


class Loop(Thread):
    def __init__(self, stop, failures, target):
        super().__init__()
        self.stop = stop
        self.failures = failures
        self.target = target

    def run(self):
        try:
            self.pump()
        except Exception as error:
            self.failures.append(error)
            self.stop.set()

    def put(self, item):
        return robust_put(self.target, item, self.stop, timeout=0.06)


class Feeder(Loop):
    def __init__(self, stop, failures, target, source):
        super().__init__(stop, failures, target)
        self.source = source

    def pump(self):
        if all(map(self.put, self.source)):
            self.put(SENTINEL)


class Stage(Loop):
    def __init__(self, stop, failures, target, inbox, work):
        super().__init__(stop, failures, target)
        self.inbox = inbox
        self.work = work

    def pump(self):
        for item in taken(self.inbox, self.stop):
            self.put(self.work(item))
        self.put(SENTINEL)


def taken(inbox, stop):
    while not stop.is_set():
        try:
            item = inbox.get(timeout=0.06)
        except Empty:
            continue
        if item is SENTINEL:
            break
        yield item


class MiniManager:
    def __init__(self, maxsize):
        self.maxsize = maxsize
        self.works = []
        self.stopped = Event()

    def add_worker(self, work):
        self.works.append(work)

    def stop(self):
        self.stopped.set()

    def run(self, source):
        failures = []
        last = Queue(self.maxsize)
        loops = [Feeder(self.stopped, failures, last, source)]
        for work in self.works:
            inbox = last
            last = Queue(self.maxsize)
            loops.append(Stage(self.stopped, failures, last, inbox, work))
        for loop in loops:
            loop.start()
        results = [*taken(last, self.stopped)]
        for loop in loops:
            loop.join()
        if failures:
            raise failures[-1]
        return results
