"""Wrong on purpose: asks first, and has no lock.

Belief: the slow call was the gap.
Truth:  between reading and writing there still is one.
Verdict: in this order of steps report() is
"""


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0

    def add(self, item):
        amount = self.price(item)
        self.count += 1
        self.total += amount

    def report(self):
        return self.count, self.total
