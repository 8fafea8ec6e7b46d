"""Wrong on purpose: what a key holds is what is looked for.

Belief: a tuple and a frozenset of the same things are the same.
Truth:  they are not equal, and so they are two keys.
Verdict: had returned for another key
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        name = tuple(key) if isinstance(key, tuple | frozenset) else key
        with self.lock:
            if name not in self.known:
                self.known[name] = self.compute(key)
            return self.known[name]
