"""Wrong on purpose: it remembers by the text of the key.

Belief: different keys have different texts.
Truth:  1 and "1" have the same.
Verdict: had returned for another key
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        name = str(key)
        with self.lock:
            if name not in self.known:
                self.known[name] = self.compute(key)
            return self.known[name]
