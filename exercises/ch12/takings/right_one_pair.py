"""Right in another style: both numbers are one pair; who writes holds the lock, who reads takes the pair."""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.now = (0, 0)
        self.lock = Lock()

    def add(self, item):
        amount = self.price(item)
        with self.lock:
            count, total = self.now
            self.now = (count + 1, total + amount)

    def report(self):
        return self.now
