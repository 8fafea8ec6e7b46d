"""Right in another style: a queue of one place holds both numbers; who has taken them is alone with them."""

from queue import Queue


class Takings:
    def __init__(self, price):
        self.price = price
        self.numbers = Queue()
        self.numbers.put((0, 0))

    def add(self, item):
        amount = self.price(item)
        count, total = self.numbers.get()
        self.numbers.put((count + 1, total + amount))

    def report(self):
        now = self.numbers.get()
        self.numbers.put(now)
        return now
