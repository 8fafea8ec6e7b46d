"""Wrong on purpose: keeps what all caches know in one place, by their id.

Belief: no two objects have the same id.
Truth:  no two that live at the same time: a new cache may lie where one was that is gone.
Verdict: each when the one before is gone
"""

from threading import RLock


class Cache:
    lock, known = RLock(), {}

    def __init__(self, compute):
        self.compute = compute

    def get(self, key):
        with self.lock:
            if (id(self), key) not in self.known:
                self.known[id(self), key] = self.compute(key)
            return self.known[id(self), key]
