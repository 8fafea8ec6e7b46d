"""Wrong on purpose: keeps the numbers on the class.

Belief: all workers share the class.
Truth:  two Takings have nothing to do with each other.
Verdict: report() is (
"""

from threading import Lock


class Takings:
    count = 0
    total = 0
    lock = Lock()

    def __init__(self, price):
        self.price = price

    def add(self, item):
        amount = self.price(item)
        with Takings.lock:
            Takings.count += 1
            Takings.total += amount

    def report(self):
        with Takings.lock:
            return Takings.count, Takings.total
