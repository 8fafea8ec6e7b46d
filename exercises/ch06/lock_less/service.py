"""What 6.4 hands to an answer: the service that is waited for, and the lock that counts.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

import threading
import time

from exercises.engine.inputs import switch_point


class SpyLock:
    """A Lock that notes how often it is taken, and the longest time for which it was kept."""

    def __init__(self):
        self._lock = threading.Lock()
        self.taken = 0
        self.kept = self._since = 0.0

    def acquire(self, blocking=True, timeout=-1):
        got = self._lock.acquire(blocking, timeout)
        if got:  # counted with the lock in hand, so that no count is lost
            self.taken += 1
            self._since = time.monotonic()
        return got

    def release(self):
        if self._lock.locked():
            self.kept = max(self.kept, time.monotonic() - self._since)
        self._lock.release()

    def locked(self):
        return self._lock.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()


class Slow(str):
    """A word that takes a while to be found in a dictionary."""

    __slots__ = ()

    def __eq__(self, other):
        return str.__eq__(self, other)

    def __hash__(self):
        threading.Event().wait(1)  # no sleep, so that each sleep is the answer's
        return str.__hash__(self)


class Service:
    """``words_of`` takes so many seconds; ``lines``: what it was asked for, ``threads``: by whom.

    ``caller``: the thread that has made it, and calls the answer.
    """

    def __init__(self, seconds):
        self.seconds, self.caller = seconds, threading.current_thread()
        self.lines, self.threads = [], []

    def words_of(self, line):
        self.lines.append(line)
        me = threading.current_thread()
        if me not in self.threads:
            self.threads.append(me)
        switch_point()
        if self.seconds:
            threading.Event().wait(self.seconds)  # no sleep, so that each sleep is the answer's
        switch_point()
        return words(line)


def words(line):
    """The words of a line; between two blanks stands an empty one."""
    return line.split(" ") if line else []
