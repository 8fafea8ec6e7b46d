"""Wrong on purpose: takes None for "not there yet".

Belief: get returns None for a missing key, so None means missing.
Truth:  None is a value like any other; where it is a result, it would be computed at every call.
Verdict: None is a value like any other
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            value = self.known.get(key)
            if value is None:
                value = self.known[key] = self.compute(key)
            return value
