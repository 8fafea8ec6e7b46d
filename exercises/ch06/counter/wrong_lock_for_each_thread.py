"""Wrong on purpose: it keeps the lock in a threading.local.

Belief: each thread needs its own lock.
Truth:  a lock keeps out others only if they take the same one.
Verdict: each another one
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.mine = threading.local()

    def _lock(self):
        if not hasattr(self.mine, "lock"):
            self.mine.lock = threading.Lock()
        return self.mine.lock

    def add(self, items):
        with self._lock():
            self.value += items

    def remove(self, items):
        with self._lock():
            self.value -= items
