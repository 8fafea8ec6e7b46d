"""Wrong on purpose: maps each stage over the one before, in a pool of one thread.

Belief: map takes as it needs.
Truth:  it submits all there is at once, and who asks for a result waits.
Verdict: with the stages side by side
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event


class MiniManager:
    def __init__(self, maxsize):
        self.works = []
        self.stop_event = Event()

    def add_worker(self, work):
        self.works.append(work)

    def run(self, source):
        with ExitStack() as stack:
            items = source
            for work in self.works:
                pool = stack.enter_context(ThreadPoolExecutor(1))
                items = pool.map(work, items)
            return list(items)

    def stop(self):
        self.stop_event.set()
