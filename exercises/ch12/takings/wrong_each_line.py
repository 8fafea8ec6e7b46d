"""Wrong on purpose: locks each number for itself.

Belief: each of the two is guarded.
Truth:  between them a report sees the one without the other.
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
        amount = self.price(item)
        with self.lock:
            self.count += 1
        with self.lock:
            self.total += amount

    def report(self):
        with self.lock:
            return self.count, self.total
