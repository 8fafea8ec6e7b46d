"""Wrong on purpose: keeps its locks in a UserDict.

Belief: setdefault is one step, as that of a dict.
Truth:  that of a UserDict looks, and then stores: two threads may get two locks.
Verdict: Something is kept in a mapping that is written in Python
"""

from collections import UserDict
from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.locks = compute, {}, UserDict()

    def get(self, key):
        with self.locks.setdefault(key, Lock()):
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
