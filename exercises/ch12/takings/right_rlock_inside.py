"""Right in another style: an RLock, and a method that is called under it."""

from threading import RLock


class Takings:
    def __init__(self, price):
        self.price = price
        self.numbers = [0, 0]
        self.lock = RLock()

    def add(self, item):
        amount = self.price(item)
        with self.lock:
            count, total = self.report()
            self.numbers[:] = count + 1, total + amount

    def report(self):
        with self.lock:
            return tuple(self.numbers)
