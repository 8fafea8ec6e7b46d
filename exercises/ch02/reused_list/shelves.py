"""The queues of 2.4, out of the lines that a story tells: they note what is put, and when, or come late."""

import queue
import time

from exercises.engine.spy_queue import SpyQueue

LONG = 3600  # seconds until a list is taken, where somebody is slow


class Noting(SpyQueue):
    """Notes each list that is put, and what was in it then."""

    def __init__(self, maxsize):
        super().__init__(maxsize)
        self.were = []

    def _put(self, item):
        super()._put(item)
        self.were.append((item, list(item) if isinstance(item, list) else item))


class Slow(Noting):
    """A queue whose lists are taken late; notes when each was put."""

    def __init__(self, maxsize):
        super().__init__(maxsize)
        self.put_at = []

    def get(self, block=True, timeout=None):
        time.sleep(LONG)
        return super().get(block, timeout)

    def _put(self, item):
        super()._put(item)
        self.put_at.append(time.monotonic())


class Late(queue.Queue):
    """A queue at which each side comes late, so that the other has to wait."""

    def __init__(self, case):
        super().__init__(1)
        self.case = case

    def put(self, item, block=True, timeout=None):
        if block:  # who tries again is no later for it
            self.case.wait(1)
        super().put(item, block, timeout)

    def get(self, block=True, timeout=None):
        if block:
            self.case.wait(2)
        return super().get(block, timeout)
