"""Wrong on purpose: goes on when the lock is taken.

Belief: somebody is counting already.
Truth:  that one counts its own item.
Verdict: in this order of steps report() is
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        amount = self.price(item)
        if self.lock.acquire(blocking=False):
            self.count += 1
            self.total += amount
            self.lock.release()

    def report(self):
        with self.lock:
            return self.count, self.total
