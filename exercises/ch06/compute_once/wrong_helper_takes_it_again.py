"""Wrong on purpose: a helper takes the lock that get has in hand.

Belief: a thread that has the lock may take it again.
Truth:  a Lock does not know who has it, so the thread waits for itself.
Verdict: it has taken it itself
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def store(self, key, value):
        with self.lock:
            self.known[key] = value

    def get(self, key):
        with self.lock:
            if key not in self.known:
                self.store(key, self.compute(key))
            return self.known[key]
