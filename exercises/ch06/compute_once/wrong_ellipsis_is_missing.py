"""Wrong on purpose: takes ... for what is missing.

Belief: nobody computes that.
Truth:  any value may be remembered: only an object of its own is nobody's value.
Verdict: with results of all kinds
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            value = self.known.get(key, ...)
            if value is ...:
                value = self.known[key] = self.compute(key)
            return value
