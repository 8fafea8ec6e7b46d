"""Wrong on purpose: takes no lock to read.

Belief: who only reads changes nothing.
Truth:  between its two reads others write.
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
            self.total += amount

    def report(self):
        return self.count, self.total
