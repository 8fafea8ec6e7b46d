"""Wrong on purpose: it has a lock for each key, and makes it when it is missing, without a lock.

Belief: a key's lock is made by the first who needs it.
Truth:  that is check-then-act again: two may both find it missing, and each makes one.
Verdict: Each of them computed with another lock in hand
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.locks = {}

    def get(self, key):
        if key not in self.locks:
            self.locks[key] = Lock()
        with self.locks[key]:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
