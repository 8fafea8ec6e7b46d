"""Wrong on purpose: it forgets everything when more than a hundred keys are known.

Belief: a cache needs a bound.
Truth:  nothing says that a key may be forgotten.
Verdict: another thread asks for 130 other keys, and then for
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            if key not in self.known:
                if len(self.known) > 100:
                    self.known.clear()
                self.known[key] = self.compute(key)
            return self.known[key]
