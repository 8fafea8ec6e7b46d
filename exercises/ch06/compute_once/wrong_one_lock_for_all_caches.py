"""Wrong on purpose: has one lock for all caches.

Belief: one lock is enough.
Truth:  for one cache: where the compute of one asks another, that one waits for its own caller.
Verdict: Each cache has a lock of its own
"""

from threading import Lock


class Cache:
    lock = Lock()

    def __init__(self, compute):
        self.compute = compute
        self.known = {}

    def get(self, key):
        with self.lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
