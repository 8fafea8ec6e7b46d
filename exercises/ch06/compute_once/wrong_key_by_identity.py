"""Wrong on purpose: it remembers by the identity of the key.

Belief: the same key is the same object.
Truth:  two equal texts may be two objects, and an identity is used again when its object is gone.
Verdict: with keys that are equal and not the same object
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            if id(key) not in self.known:
                self.known[id(key)] = self.compute(key)
            return self.known[id(key)]
