"""Wrong on purpose: raises a value that is an exception.

Belief: an exception is there to be raised.
Truth:  compute has returned it: any value may be remembered.
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
            if key not in self.known:
                self.known[key] = self.compute(key)
            value = self.known[key]
        if isinstance(value, Exception):
            raise value
        return value
