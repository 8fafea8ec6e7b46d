"""Wrong on purpose: naps before it changes anything.

Belief: a short sleep lets the others finish.
Truth:  all sleep, all wake, and meet a moment later.
Verdict: A sleep only moves the moment
"""

from time import sleep


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0

    def add(self, item):
        amount = self.price(item)
        sleep(0.001)
        self.count += 1
        self.total += amount

    def report(self):
        sleep(0.001)
        return self.count, self.total
