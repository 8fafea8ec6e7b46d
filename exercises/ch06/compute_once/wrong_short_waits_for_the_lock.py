"""Wrong on purpose: it asks for the lock with a timeout of 0.01 s, in a loop.

Belief: a wait with a timeout is safer than one without.
Truth:  it wakes a hundred times a second only to ask again.
Verdict: it asks again and again where it could wait
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        while not self.lock.acquire(timeout=0.01):
            pass
        try:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
        finally:
            self.lock.release()
