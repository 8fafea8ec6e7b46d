"""Wrong on purpose: asks whether the key is known before its try.

Belief: an in raises nothing.
Truth:  of what can't be a key it does, and the lock is kept.
Verdict: which can't be a key and raises TypeError
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        self.lock.acquire()
        missing = key not in self.known
        try:
            if missing:
                self.known[key] = self.compute(key)
            return self.known[key]
        finally:
            self.lock.release()
