"""Wrong on purpose: it has a mark for "missing" and compares with it by ==.

Belief: nothing is equal to a mark of one's own.
Truth:  the value is asked as well, and may say yes to everything, or raise.
Verdict: with values that are equal to everything
"""

from threading import Lock

MISSING = object()


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            if self.known.get(key, MISSING) == MISSING:
                self.known[key] = self.compute(key)
            return self.known[key]
