"""Wrong on purpose: a lock around each line.

Belief: a lock around each line is enough, since every access is guarded.
Truth:  between two guarded lines the lock is free, and the other thread comes in just there.
Verdict: the lock is not held from the look to the store
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            missing = key not in self.known
        if missing:
            value = self.compute(key)
            with self.lock:
                self.known[key] = value
        with self.lock:
            return self.known[key]
