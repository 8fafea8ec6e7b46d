"""Wrong on purpose: a number is rounded before it is looked for.

Belief: floats are never equal, so a cache has to be generous.
Truth:  two numbers that are close are two keys.
Verdict: had returned for another key
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        name = round(key, 6) if isinstance(key, float) else key
        with self.lock:
            if name not in self.known:
                self.known[name] = self.compute(key)
            return self.known[name]
