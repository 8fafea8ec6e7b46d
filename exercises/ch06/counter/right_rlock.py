"""Right in another style: a reentrant lock."""

from threading import RLock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = RLock()

    def add(self, items):
        with self.lock:
            self.value += items

    def remove(self, items):
        with self.lock:
            self.value -= items
