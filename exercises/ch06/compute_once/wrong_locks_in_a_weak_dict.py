"""Wrong on purpose: keeps a lock for as long as somebody has it.

Belief: setdefault is one step, as that of a dict.
Truth:  that of a WeakValueDictionary looks, and then stores: two threads may get two locks.
Verdict: Something is kept in a mapping that is written in Python
"""

from threading import Lock
from weakref import WeakValueDictionary


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.locks = compute, {}, WeakValueDictionary()

    def get(self, key):
        with self.locks.setdefault(key, Lock()):
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
