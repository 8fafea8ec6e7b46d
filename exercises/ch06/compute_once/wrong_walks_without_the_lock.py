"""Wrong on purpose: it goes through what is known without the lock.

Belief: to look does no harm.
Truth:  a dictionary that grows meanwhile ends the walk with an error.
Verdict: dictionary changed size during iteration
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()

    def get(self, key):
        hash(key)
        for each, value in self.known.items():
            if each is key or (hash(each) == hash(key) and each == key):
                return value
        with self.lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
