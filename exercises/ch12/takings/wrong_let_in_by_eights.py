"""Wrong on purpose: lets eight ask for a price at a time.

Belief: eight are as many as will ever ask.
Truth:  each caller brings a thread of his own, and one more waits for nothing.
Verdict: 40 threads sell at the same time
"""

from threading import Lock, Semaphore


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()
        self.sem = Semaphore(8)

    def add(self, item):
        with self.sem:
            price = self.price(item)
        with self.lock:
            self.count += 1
            self.total += price

    def report(self):
        with self.lock:
            return self.count, self.total
