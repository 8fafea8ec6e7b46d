"""Wrong on purpose: has a lock for each number.

Belief: each datum has its lock.
Truth:  the two belong together.
Verdict: belong together
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.counting = Lock()
        self.adding = Lock()

    def add(self, item):
        amount = self.price(item)
        with self.counting:
            self.count += 1
        with self.adding:
            self.total += amount

    def report(self):
        with self.counting, self.adding:
            return self.count, self.total
