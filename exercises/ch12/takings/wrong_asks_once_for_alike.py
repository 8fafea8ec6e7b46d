"""Wrong on purpose: keeps what an item costs.

Belief: the same item costs the same.
Truth:  price is asked for each sale, and may say something else the next time.
Verdict: two of them alike
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()
        self.known = {}

    def add(self, item):
        if item not in self.known:
            self.known[item] = self.price(item)
        price = self.known[item]
        with self.lock:
            self.count += 1
            self.total += price

    def report(self):
        with self.lock:
            return self.count, self.total
