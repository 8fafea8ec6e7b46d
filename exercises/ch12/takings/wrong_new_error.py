"""Wrong on purpose: raises an error of its own.

Belief: a better message helps.
Truth:  who waits for the price's error does not find it.
Verdict: it is the caller's, as it is
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        try:
            amount = self.price(item)
        except Exception as error:
            raise RuntimeError("no price") from error
        with self.lock:
            self.count += 1
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
