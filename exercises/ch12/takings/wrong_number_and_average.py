"""Wrong on purpose: returns a list.

Belief: two numbers are a list.
Truth:  a pair was expected, as it was.
Verdict: (4, 5) was expected
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
        with self.lock:
            self.count += 1
            self.total += amount

    def report(self):
        with self.lock:
            return [self.count, self.total]
