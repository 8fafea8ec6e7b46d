"""Wrong on purpose: a key is found under the composed form of its accents.

Belief: two texts that look the same are the same.
Truth:  == tells them apart, and so may compute.
Verdict: had returned for another key
"""

from threading import Lock
from unicodedata import normalize


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        name = normalize("NFC", key) if isinstance(key, str) else key
        with self.lock:
            if name not in self.known:
                self.known[name] = self.compute(key)
            return self.known[name]
