"""Wrong on purpose: appends to a list, and reads it twice.

Belief: append is one step, so no lock is needed.
Truth:  between len and sum another one is appended.
Verdict: belong together
"""


class Takings:
    def __init__(self, price):
        self.price = price
        self.amounts = []

    def add(self, item):
        self.amounts.append(self.price(item))

    def report(self):
        return len(self.amounts), sum(self.amounts)
