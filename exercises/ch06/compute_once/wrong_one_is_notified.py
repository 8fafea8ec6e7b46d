"""Wrong on purpose: it wakes one of those who wait.

Belief: one computation has ended, so one may go on.
Truth:  all who wait for that key may go on, and nobody wakes the others.
Verdict: one of them waits for ever
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
                self.changed.notify()
