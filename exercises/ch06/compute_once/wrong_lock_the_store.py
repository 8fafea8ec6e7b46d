"""Wrong on purpose: computes first, and holds the lock only while it stores.

Belief: only writes to the dictionary need a lock.
Truth:  the dictionary takes no harm; the second computation was decided by a look before the lock.
Verdict: the lock is not held from the look to the store
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        if key not in self.known:
            value = self.compute(key)
            with self.lock:
                self.known[key] = value
        return self.known[key]
