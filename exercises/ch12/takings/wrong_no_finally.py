"""Wrong on purpose: gives the lock back only if all goes well.

Belief: release stands behind acquire.
Truth:  a price that raises jumps over it.
Verdict: what was taken is not given back
"""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        self.lock.acquire()
        amount = self.price(item)
        self.count += 1
        self.total += amount
        self.lock.release()

    def report(self):
        with self.lock:
            return self.count, self.total
