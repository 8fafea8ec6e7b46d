"""Wrong on purpose: writes into the error where it was caught.

Belief: it is the same error, and says more.
Truth:  who catches it outside, and looks at what it says, was promised what work raised.
Verdict: it raises that error, as it was raised
"""

from queue import Empty, Queue
from threading import Event, Thread

from pipeline_core import SENTINEL, robust_put


class MiniManager:
    def __init__(self, maxsize):
        self.maxsize = maxsize
        self.works = []
        self.stop_event = Event()
        self.failures = []

    def add_worker(self, work):
        self.works.append(work)

    def run(self, source):
        first, *others = [Queue(self.maxsize) for _ in range(len(self.works) + 1)]
        threads = [Thread(target=self._guard, args=(self._feed, source, first))]
        for work, target in zip(self.works, others, strict=True):
            threads.append(Thread(target=self._guard, args=(self._stage, work, first, target)))
            first = target
        for thread in threads:
            thread.start()
        results = list(self._items(first))
        for thread in threads:
            thread.join()
        if self.failures:
            raise self.failures[0]
        return results

    def stop(self):
        self.stop_event.set()

    def _guard(self, loop, *its):
        try:
            loop(*its)
        except Exception as error:
            error.args = (f"a stage failed: {error}",)
            self.failures.append(error)
            self.stop_event.set()

    def _feed(self, source, target):
        for item in source:
            if not robust_put(target, item, self.stop_event):
                return
        robust_put(target, SENTINEL, self.stop_event)

    def _stage(self, work, source, target):
        for item in self._items(source):
            result = work(item)
            robust_put(target, result, self.stop_event)
        robust_put(target, SENTINEL, self.stop_event)

    def _items(self, queue):
        while not self.stop_event.is_set():
            try:
                item = queue.get(timeout=0.1)
            except Empty:
                continue
            if item is SENTINEL:
                return
            yield item
