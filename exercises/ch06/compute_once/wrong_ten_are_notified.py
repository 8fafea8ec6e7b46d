"""Wrong on purpose: it wakes ten of those who wait.

Belief: more than that never wait.
Truth:  all who wait for that key may go on, however many they are.
Verdict: of them wait for ever
"""

from threading import Condition


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.running = set()
        self.changed = Condition()

    def get(self, key):
        with self.changed:
            while key in self.running:
                self.changed.wait()
            if key in self.known:
                return self.known[key]
            self.running.add(key)
        try:
            value = self.compute(key)
            with self.changed:
                self.known[key] = value
            return value
        finally:
            with self.changed:
                self.running.discard(key)
                self.changed.notify(10)
