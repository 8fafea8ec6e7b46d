"""Right in another style: a list of amounts, copied before it is counted."""


class Takings:
    def __init__(self, price):
        self.price = price
        self.amounts = []

    def add(self, item):
        self.amounts.append(self.price(item))

    def report(self):
        amounts = self.amounts.copy()
        return len(amounts), sum(amounts)
