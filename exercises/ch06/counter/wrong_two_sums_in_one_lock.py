"""Wrong on purpose: it sums up what came in and what went out, and takes one from the other.

Belief: in less out is what is there.
Truth:  each sum is rounded for itself, and what is lost in one is not there to be taken away.
Verdict: what is summed up apart is rounded apart
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.lock = Lock()
        self.came = self.went = 0

    @property
    def value(self):
        with self.lock:
            return self.came - self.went

    def add(self, items):
        with self.lock:
            self.came += items

    def remove(self, items):
        with self.lock:
            self.went += items
