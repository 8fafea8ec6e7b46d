"""Wrong on purpose: counts what costs something.

Belief: what costs nothing is not sold.
Truth:  0 is a price.
Verdict: one thread sold all four items
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
        if not amount:
            return
        with self.lock:
            self.count += 1
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
