"""The queues of 2.4, out of the lines that a story tells: they note what is put, and when, or come late."""

import queue
import time
from collections import deque
from collections.abc import Iterable

from exercises.ch02.texts import known_again
from exercises.engine.spy_queue import SpyQueue

LONG = 3600  # seconds until a list is taken, where somebody is slow


def held(item):
    """What is in it now, as a list, if it is something that holds names."""
    return list(item) if isinstance(item, (list, tuple, deque)) else item


class Noting(SpyQueue):
    """Notes each list that is put, and what was in it then; hands it out with equal names, to be known again.

    ``whole``: whether the caller's list is as it was; ``lent``: whether it was another one at some put;
    ``taken``: the ids of the names that came out, or None if something came out of which nobody knows them.
    """

    def __init__(self, maxsize=0, whole=lambda: True):
        super().__init__(maxsize)
        self.were = []
        self.whole, self.lent = whole, False
        self.taken = set()

    def handed_in(self, item):
        self.were.append((item, held(item)))
        self.lent = self.lent or not self.whole()

    def handed_out(self, item):
        if type(item) is list:
            item[:] = map(known_again, item)
        elif type(item) is tuple:
            item = tuple(map(known_again, item))
        elif isinstance(item, Iterable):
            self.taken = None
        if self.taken is not None and type(item) in (list, tuple):
            self.taken.update(map(id, item))
        return item


class Slow(Noting):
    """A queue whose lists are taken late; notes when each was put."""

    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self.put_at = []

    def get(self, block=True, timeout=None):
        time.sleep(LONG)
        return super().get(block, timeout)

    def handed_in(self, item):
        super().handed_in(item)
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
