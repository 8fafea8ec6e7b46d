"""Wrong on purpose: looks for the stop between taking an item and using it, and takes what lies behind it.

Belief: after a stop what is in hand does not count.
Truth:  it had come out, and those behind it are returned.
Verdict: with none left out in between
"""

from queue import Empty, Queue
from threading import Event, Thread

from pipeline_core import SENTINEL, robust_put


class MiniManager:
    """Stages joined by queues, a thread for each, fed from one source."""

    def __init__(self, maxsize):
        self.maxsize = maxsize
        self.works = []
        self.stop_event = Event()
        self.failures = []

    def add_worker(self, work):
        """One more stage, behind those that are there."""
        self.works.append(work)

    def run(self, source):
        """The results, or what was raised."""
        first, *others = [Queue(self.maxsize) for _ in range(len(self.works) + 1)]
        # The source has a thread as well: if this one fed the first queue, nobody would take from the last.
        threads = [Thread(target=self._guard, args=(self._feed, source, first))]
        for work, target in zip(self.works, others, strict=True):
            threads.append(Thread(target=self._guard, args=(self._stage, work, first, target)))
            first = target
        for thread in threads:
            thread.start()
        results = list(self._items(first))
        # Before anybody looks at the failures, as whoever has failed may be about to say so.
        for thread in threads:
            thread.join()
        while not first.empty():
            if (made := first.get()) is not SENTINEL:
                results.append(made)
        if self.failures:
            raise self.failures[0]
        return results

    def stop(self):
        """Everybody leaves; run returns what has come out."""
        self.stop_event.set()

    def _guard(self, loop, *its):
        """Whatever a thread dies of is kept for run, and then everybody is told."""
        try:
            loop(*its)
        except Exception as error:
            self.failures.append(error)
            self.stop_event.set()

    def _feed(self, source, target):
        for item in source:
            if not robust_put(target, item, self.stop_event):
                return
        robust_put(target, SENTINEL, self.stop_event)

    def _stage(self, work, source, target):
        for item in self._items(source):  # take · end?
            made = work(item)  # work
            robust_put(target, made, self.stop_event)  # hand on
        robust_put(target, SENTINEL, self.stop_event)  # pass the end on; after a stop this puts nothing

    def _items(self, queue):
        """What comes out of a queue, until the end or the stop."""
        while not self.stop_event.is_set():
            try:
                item = queue.get(timeout=0.1)
            except Empty:
                continue  # starved: look up at the stop, and wait again
            if item is SENTINEL:
                return
            if self.stop_event.is_set():
                return
            yield item
