"""Wrong on purpose: asks for the price twice.

Belief: a price is a price.
Truth:  each call may take long.
Verdict: price was called 6 times
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        if self.price(item) is None:
            return
        amount = self.price(item)
        with self.lock:
            self.count += 1
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
