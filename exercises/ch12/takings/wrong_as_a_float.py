"""Wrong on purpose: adds up floats.

Belief: a float holds any number.
Truth:  from 2 ** 53 on it holds not every whole one.
Verdict: a price that no float can hold
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        price = self.price(item)
        with self.lock:
            self.count += 1
            self.total += float(price)

    def report(self):
        with self.lock:
            return self.count, self.total
