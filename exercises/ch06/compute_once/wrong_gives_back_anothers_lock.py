"""Wrong on purpose: it gives the lock back if the lock is taken, by whomever.

Belief: a lock that is taken at the end of my call is mine.
Truth:  who raised before it had the lock gives back that of another, who is still computing.
Verdict: What a call gives back when it fails must be its own
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()

    def get(self, key):
        try:
            hash(key)
            self.lock.acquire()
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
        finally:
            if self.lock.locked():
                self.lock.release()
