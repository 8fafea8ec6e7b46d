"""Wrong on purpose: has a lock for each look of a key.

Belief: keys that are equal look alike.
Truth:  only their __eq__ says what is equal.
Verdict: who goes by the id or the look of a key
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known, self.locks = {}, {}
        self.guard = Lock()

    def get(self, key):
        with self.guard:
            lock = self.locks.setdefault(repr(key), Lock())
        with lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
