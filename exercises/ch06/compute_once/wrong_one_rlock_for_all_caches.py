"""Wrong on purpose: one reentrant lock serves all caches.

Belief: who has an RLock may ask again, so caches may ask each other.
Truth:  that holds for one thread: where compute has one of its own, that waits for ever.
Verdict: Each cache has a lock of its own
"""

from threading import RLock


class Cache:
    lock = RLock()

    def __init__(self, compute):
        self.compute, self.known = compute, {}

    def get(self, key):
        with self.lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
