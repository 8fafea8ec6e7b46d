"""Wrong on purpose: reads the total before it asks.

Belief: the lock is held when it is written.
Truth:  what was read is old by then.
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
        total = self.total
        amount = self.price(item)
        with self.lock:
            self.count += 1
            self.total = total + amount

    def report(self):
        with self.lock:
            return self.count, self.total
