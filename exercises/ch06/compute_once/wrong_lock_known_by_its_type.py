"""Wrong on purpose: a lock in the dict says that nothing is known yet.

Belief: compute never returns a lock.
Truth:  any value may be remembered, a lock too: then it is computed again.
Verdict: values that are locks, events, futures and the like
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            found = self.known.setdefault(key, Lock())
        if not isinstance(found, type(self.lock)):
            return found
        with found:
            if self.known[key] is found:
                self.known[key] = self.compute(key)
            return self.known[key]
