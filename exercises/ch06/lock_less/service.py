"""What 6.4 hands to an answer: the service that is waited for, and the lock that counts.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

import threading
import time


class SpyLock:
    """A Lock that notes how often it is taken, and by whom it is held."""

    def __init__(self):
        self._lock = threading.Lock()
        self.taken = 0
        self.holder = None

    def acquire(self, blocking=True, timeout=-1):
        got = self._lock.acquire(blocking, timeout)
        if got:  # counted with the lock in hand, so that no count is lost
            self.taken += 1
            self.holder = threading.current_thread()
        return got

    def release(self):
        self.holder = None
        self._lock.release()

    def locked(self):
        return self._lock.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()


class Service:
    """``words_of`` waits ``seconds`` for each line; ``in_hand``: somebody waited with the lock in hand."""

    def __init__(self, lock, seconds):
        self.lock, self.seconds = lock, seconds
        self.in_hand = False

    def words_of(self, line):
        self.in_hand = self.in_hand or self.lock.holder is threading.current_thread()
        if self.seconds:
            time.sleep(self.seconds)
        return line.split()
