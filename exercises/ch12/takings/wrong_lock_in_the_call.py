"""Wrong on purpose: makes a lock in each call.

Belief: a lock is a lock.
Truth:  one that nobody else has keeps nobody out.
Verdict: in this order of steps report() is
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0

    def add(self, item):
        amount = self.price(item)
        lock = Lock()
        with lock:
            self.count += 1
            self.total += amount

    def report(self):
        return self.count, self.total
