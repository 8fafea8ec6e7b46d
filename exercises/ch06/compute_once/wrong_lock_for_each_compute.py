"""Wrong on purpose: has one lock for all caches that compute with the same function.

Belief: the function is what must not run twice at the same time.
Truth:  a cache whose compute asks another one of the same function waits for itself.
Verdict: the compute of one cache asks another cache
"""

from collections import defaultdict
from threading import Lock

LOCKS = defaultdict(Lock)


class Cache:
    def __init__(self, compute):
        self.compute, self.known = compute, {}

    def get(self, key):
        with LOCKS[self.compute]:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
