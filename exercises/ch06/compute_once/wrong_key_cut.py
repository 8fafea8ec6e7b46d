"""Wrong on purpose: of a long key the beginning is kept.

Belief: nobody has keys that long, and they differ early.
Truth:  two addresses of one server differ at their ends.
Verdict: had returned for another key
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        name = key[:64] if isinstance(key, str) else key
        with self.lock:
            if name not in self.known:
                self.known[name] = self.compute(key)
            return self.known[name]
