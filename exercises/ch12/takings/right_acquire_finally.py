"""Right in another style: acquire, and release in a finally."""

from threading import Lock


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        amount = self.price(item)
        self.lock.acquire()
        try:
            self.count += 1
            self.total += amount
        finally:
            self.lock.release()

    def report(self):
        self.lock.acquire()
        try:
            return self.count, self.total
        finally:
            self.lock.release()
