"""Wrong on purpose: gives the report a lock of its own.

Belief: reading is guarded, and so is writing.
Truth:  by two locks, so not from each other.
Verdict: belong together
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()
        self.reading = Lock()

    def add(self, item):
        amount = self.price(item)
        with self.lock:
            self.count += 1
            self.total += amount

    def report(self):
        with self.reading:
            return self.count, self.total
