"""Right in another style: a semaphore of one for a lock."""

from threading import Semaphore


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Semaphore(1)

    def add(self, items):
        with self.lock:
            self.value += items

    def remove(self, items):
        with self.lock:
            self.value -= items
