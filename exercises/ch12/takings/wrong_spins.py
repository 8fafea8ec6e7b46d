"""Wrong on purpose: tries the lock until it is free.

Belief: who waits in acquire is lost.
Truth:  acquire waits by itself; who tries keeps a core busy.
Verdict: asks again and again
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
        while not self.lock.acquire(blocking=False):
            pass
        self.count += 1
        self.total += amount
        self.lock.release()

    def report(self):
        with self.lock:
            return self.count, self.total
