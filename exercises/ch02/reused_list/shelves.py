"""The queues of 2.4, out of the lines that a story tells: they note what is put, and when, or come late."""

import queue
import time
from collections import deque
from collections.abc import Iterable
from threading import current_thread

from exercises.ch02.texts import known_again
from exercises.engine.inputs import switch_point
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
    """A queue at which one side takes long; notes how long each side was away from it, and who was left.

    ``away``: for "put" and "get" the seconds between a call and the one before, or the beginning; ``behind``:
    of the threads that had put, how many were there still when the last of ``count`` lists was taken.
    """

    def __init__(self, slow, count):
        super().__init__(count + 5)  # room for all, and an end behind them
        self.slow, self.count = slow, count
        self.since = {"put": time.monotonic(), "get": time.monotonic()}
        self.away = {"put": [], "get": []}
        self.behind = 0
        self.caller = current_thread()

    def put(self, item, block=True, timeout=None):
        self.comes("put")
        super().put(item, block, timeout)
        self.since["put"] = time.monotonic()

    def get(self, block=True, timeout=None):
        self.comes("get")
        if len(self.away["get"]) == self.count:
            self.behind = sum(map(self.is_producer, {thread for _, thread in self.put_in}))
        try:
            return super().get(block, timeout)
        finally:
            self.since["get"] = time.monotonic()

    def comes(self, side):
        self.away[side].append(time.monotonic() - self.since[side])
        if side == self.slow:
            time.sleep(LONG)

    def is_producer(self, thread):
        """Whether it is there still; the caller's is, and one of a pool outlives its work."""
        of_a_pool = getattr(getattr(thread, "_target", None), "__name__", "") in ("_worker", "pool_thread")
        return thread.is_alive() and thread is not self.caller and not of_a_pool


class Recut(Noting):
    """Moves a name from the last of ``count`` groups to the first; who keeps what it takes has them so."""

    def __init__(self, count):
        super().__init__(count + 5)
        self.count, self.spare = count, "a guest more"
        self.out = []

    def handed_out(self, item):
        if type(item) in (list, tuple) and len(self.out) < self.count:
            place = len(self.out)
            group = (
                [*item, self.spare] if place == 0 else [*item[:-1]] if place == self.count - 1 else [*item]
            )
            self.out.append(group)
            if type(item) is tuple:
                return tuple(group)
            item[:] = group
        return item


class Seen(Noting):
    """One that somebody looks into: ``differs``, a list as it was put, and another that it was later."""

    def __init__(self):
        super().__init__(1)
        self.over, self.differs = False, None

    def handed_out(self, item):
        return item

    def observe(self):
        """Look at each that was put, whenever another thread has moved, until it is over."""
        while not self.over and self.differs is None:
            self.differs = next(((was, held(item)) for item, was in self.were if held(item) != was), None)
            switch_point()


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
