"""Wrong on purpose: has numbers for each thread.

Belief: then nobody shares anything.
Truth:  who asks for the report sees only its own.
Verdict: in this order of steps report() is
"""

from threading import local


class Takings:
    def __init__(self, price):
        self.price = price
        self.mine = local()

    def add(self, item):
        amount = self.price(item)
        count, total = self.report()
        self.mine.now = count + 1, total + amount

    def report(self):
        return getattr(self.mine, "now", (0, 0))
