"""Wrong on purpose: tries the lock, and naps.

Belief: a nap makes it quiet.
Truth:  it still asks again and again, and is late.
Verdict: asks again and again
"""

from threading import Lock
from time import sleep


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        amount = self.price(item)
        while not self.lock.acquire(blocking=False):
            sleep(0.01)
        self.count += 1
        self.total += amount
        self.lock.release()

    def report(self):
        with self.lock:
            return self.count, self.total
