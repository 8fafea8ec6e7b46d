"""Wrong on purpose: gives the lock back only when compute has returned.

Belief: acquire before, release after, and nobody else gets in.
Truth:  an exception skips the release, and every later caller waits for ever.
Verdict: the lock was not given back when compute raised
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        self.lock.acquire()
        if key not in self.known:
            self.known[key] = self.compute(key)
        self.lock.release()
        return self.known[key]
