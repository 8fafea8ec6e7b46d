"""Wrong on purpose: keeps both numbers as one pair, without a lock.

Belief: a pair is written in one step.
Truth:  between reading the old one and writing the new one others write.
Verdict: in this order of steps report() is
"""


class Takings:
    def __init__(self, price):
        self.price = price
        self.now = (0, 0)

    def add(self, item):
        amount = self.price(item)
        count, total = self.now
        self.now = (count + 1, total + amount)

    def report(self):
        return self.now
