"""Wrong on purpose: counts before it asks.

Belief: the item is sold, whatever it costs.
Truth:  the price may raise, and a report may come in between.
Verdict: then one whose price raised: report() is (2, 3)
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
            self.count += 1
        amount = self.price(item)
        with self.lock:
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
