"""Wrong on purpose: it has a lock for each key, and throws the lock away when its caller is through.

Belief: who is through no longer needs the lock of the key.
Truth:  others may still wait for it or be inside, and the next caller makes a new one.
Verdict: compute is called 3 times, where 2 calls are enough
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.locks = {}
        self.guard = Lock()

    def get(self, key):
        with self.guard:
            lock = self.locks.setdefault(key, Lock())
        try:
            with lock:
                if key not in self.known:
                    self.known[key] = self.compute(key)
                return self.known[key]
        finally:
            with self.guard:
                self.locks.pop(key, None)
