"""Wrong on purpose: counts first, and takes it back when the price raises.

Belief: in the end the number is right.
Truth:  at some moment it was not.
Verdict: belong together
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        with self.lock:
            self.count += 1
        try:
            amount = self.price(item)
        except Exception:
            with self.lock:
                self.count -= 1
            raise
        with self.lock:
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
