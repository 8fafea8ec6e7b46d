"""Wrong on purpose: it computes without the lock when the lock is taken.

Belief: a stage must not wait for another.
Truth:  whoever has the lock may be computing this very key.
Verdict: did not get it, and went on without it
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        locked = self.lock.acquire(blocking=False)
        try:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
        finally:
            if locked:
                self.lock.release()
