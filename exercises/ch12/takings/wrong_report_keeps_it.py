"""Wrong on purpose: report takes the lock and never gives it back.

Belief: a return gives back what was taken.
Truth:  with does; acquire needs a release on every way out, return among them.
Verdict: it has taken it itself, in this call or in one before
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        price = self.price(item)
        self.lock.acquire()
        self.count += 1
        self.total += price
        self.lock.release()

    def report(self):
        self.lock.acquire()
        return self.count, self.total
