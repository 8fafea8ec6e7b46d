"""Wrong on purpose: catches what price raises.

Belief: a sale without a price is no sale.
Truth:  the caller has to know.
Verdict: out of add came nothing
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        try:
            amount = self.price(item)
        except Exception:
            return
        with self.lock:
            self.count += 1
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
