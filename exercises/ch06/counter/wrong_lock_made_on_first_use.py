"""Wrong on purpose: it makes its lock when it is needed first.

Belief: the first call makes the lock, and all others use it.
Truth:  two first calls at the same time make two, and each enters its own.
Verdict: on a new counter, add(3) and add(4) at once make 7, and in the order below the counter says 4
"""

import threading


class Counter:
    lock = None

    def __init__(self):
        self.value = 0

    def _lock(self):
        if self.lock is None:
            self.lock = threading.Lock()
        return self.lock

    def add(self, items):
        with self._lock():
            self.value += items

    def remove(self, items):
        with self._lock():
            self.value -= items
