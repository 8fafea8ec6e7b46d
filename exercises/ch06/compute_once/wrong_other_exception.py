"""Wrong on purpose: it raises a LookupError of its own from that of compute.

Belief: a cache should raise the errors of a cache.
Truth:  the caller's except is for compute's exception.
Verdict: get raised LookupError
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
                try:
                    self.known[key] = self.compute(key)
                except Exception as error:
                    raise LookupError(f"no value for {key!r}") from error
            return self.known[key]
