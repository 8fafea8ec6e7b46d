"""Wrong on purpose: it keeps the result in the object, and returns it behind the lock.

Belief: what was just set is still there in the next line.
Truth:  behind the lock another caller may have set it for another key.
Verdict: get('a') returned 'B'
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()
        self.result = None

    def get(self, key):
        with self.lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
            self.result = self.known[key]
        return self.result
