"""Right in another style: loops as functions of a module."""

from queue import Empty, Queue
from threading import Event, Thread

from pipeline_core import SENTINEL, robust_put


def take(queue, stop):
    while not stop.is_set():
        try:
            return queue.get(timeout=0.1)
        except Empty:
            pass
    return SENTINEL


def kept(loop, failures, stop):
    try:
        loop()
    except Exception as error:
        failures.append(error)
        stop.set()


def feed(source, target, stop):
    for item in source:
        if not robust_put(target, item, stop):
            return
    robust_put(target, SENTINEL, stop)


def stage(work, source, target, stop):
    while (item := take(source, stop)) is not SENTINEL:
        robust_put(target, work(item), stop)
    robust_put(target, SENTINEL, stop)


class MiniManager:
    def __init__(self, maxsize):
        self.queues = [Queue(maxsize)]
        self.maxsize = maxsize
        self.stop_event = Event()
        self.loops = []
        self.failures = []

    def add_worker(self, work):
        source = self.queues[-1]
        target = Queue(self.maxsize)
        self.queues.append(target)
        self.loops.append(lambda: stage(work, source, target, self.stop_event))

    def stop(self):
        self.stop_event.set()

    def run(self, source):
        self.loops.append(lambda: feed(source, self.queues[0], self.stop_event))
        threads = [Thread(target=kept, args=(loop, self.failures, self.stop_event)) for loop in self.loops]
        for thread in threads:
            thread.start()
        results = []
        while (result := take(self.queues[-1], self.stop_event)) is not SENTINEL:
            results.append(result)
        for thread in threads:
            thread.join()
        for error in self.failures:
            raise error
        return results
