"""Wrong on purpose: the loops run in a pool of eight threads.

Belief: a loop that finds no free thread begins when another one has ended.
Truth:  none ends before the last stage has taken something, and that one may be waiting for a thread.
Verdict: Does each stage have a thread of its own?
"""

from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from queue import Empty, Queue
from threading import Event

from pipeline_core import SENTINEL, robust_put


class MiniManager:
    def __init__(self, maxsize):
        self.maxsize = maxsize
        self.works = []
        self.stop_event = Event()

    def add_worker(self, work):
        self.works.append(work)

    def stop(self):
        self.stop_event.set()

    def run(self, source):
        queues = [Queue(self.maxsize) for _ in range(len(self.works) + 1)]
        results = []
        with ThreadPoolExecutor(8) as pool:
            loops = [pool.submit(self._feed, source, queues[0])]
            for work, inbox, outbox in zip(self.works, queues, queues[1:], strict=False):
                loops.append(pool.submit(self._stage, work, inbox, outbox))
            loops.append(pool.submit(self._collect, queues[-1], results))
            wait(loops, return_when=FIRST_EXCEPTION)
            if any(loop.done() and loop.exception() is not None for loop in loops):
                self.stop()
        for loop in loops:
            loop.result()
        return results

    def _feed(self, source, outbox):
        for item in source:
            if not robust_put(outbox, item, self.stop_event):
                return
        robust_put(outbox, SENTINEL, self.stop_event)

    def _stage(self, work, inbox, outbox):
        while (item := self._take(inbox)) is not SENTINEL:
            robust_put(outbox, work(item), self.stop_event)
        robust_put(outbox, SENTINEL, self.stop_event)

    def _collect(self, inbox, results):
        while (item := self._take(inbox)) is not SENTINEL:
            results.append(item)

    def _take(self, inbox):
        while not self.stop_event.is_set():
            try:
                return inbox.get(timeout=0.1)
            except Empty:
                pass
        return SENTINEL
