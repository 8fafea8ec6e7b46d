"""Right in another style: a condition for a lock."""

from threading import Condition


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Condition()

    def add(self, items):
        with self.lock:
            self.value += items

    def remove(self, items):
        with self.lock:
            self.value -= items
