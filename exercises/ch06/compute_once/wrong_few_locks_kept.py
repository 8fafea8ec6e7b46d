"""Wrong on purpose: keeps the last 64 locks.

Belief: a lock that was not asked for in so long is nobody's.
Truth:  somebody computes with it in hand; the next one gets a new one, and computes as well.
Verdict: What has been forgotten?
"""

from functools import lru_cache
from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()
        self.lock_of = lru_cache(maxsize=64)(lambda key: Lock())

    def get(self, key):
        with self.lock:
            mine = self.lock_of(key)
        with mine:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
