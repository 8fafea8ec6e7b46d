"""Wrong on purpose: has some locks, and takes one by the id of the key.

Belief: so callers with other keys rarely wait.
Truth:  two keys that are equal are two objects: both compute, with two locks.
Verdict: who goes by the id or the look of a key
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.locks = [Lock() for _ in range(8)]

    def get(self, key):
        with self.locks[id(key) // 16 % 8]:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
