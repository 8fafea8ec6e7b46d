"""Wrong on purpose: it waits once on the condition, and takes it that its key is there then.

Belief: who is woken is meant.
Truth:  the wake may be for another key, or for a failure.
Verdict: raised KeyError: 'a'
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
            if key in self.running:
                self.changed.wait()
                return self.known[key]
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
                self.changed.notify_all()
