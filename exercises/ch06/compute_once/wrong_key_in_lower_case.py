"""Wrong on purpose: a key in capital letters is found under small ones.

Belief: whoever asks for a word does not care how it is written.
Truth:  keys that are not equal are several, and compute may tell them apart.
Verdict: had returned for another key
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        name = key.casefold() if isinstance(key, str) else key
        with self.lock:
            if name not in self.known:
                self.known[name] = self.compute(key)
            return self.known[name]
