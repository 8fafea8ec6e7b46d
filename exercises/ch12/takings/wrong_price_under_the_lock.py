"""Wrong on purpose: holds the lock around all.

Belief: the more is locked, the safer.
Truth:  then one price is asked after the other.
Verdict: it took 30 s until
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        with self.lock:
            amount = self.price(item)
            self.count += 1
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
