"""Wrong on purpose: waits half a second for the lock, and leaves the item out if that was too short.

Belief: a lock is never held so long.
Truth:  nobody knows how long another thread is held up.
Verdict: A wait was given up when its time was over
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
        if self.lock.acquire(timeout=0.5):
            self.count += 1
            self.total += price
            self.lock.release()

    def report(self):
        with self.lock:
            return self.count, self.total
