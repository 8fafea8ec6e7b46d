"""Wrong on purpose: holds the lock while it looks, and lets go before it computes.

Belief: looking is the shared part, computing is each thread's own affair.
Truth:  what the look found is over as soon as the lock is given back; the act must be inside as well.
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
            self.known[key] = self.compute(key)
        return self.known[key]
