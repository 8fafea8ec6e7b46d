"""Right in another style: one lock for all counters."""

from threading import Lock

EVERYBODYS = Lock()


class Plain:
    """The counter of the stub, to derive others from."""

    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        self.value += items

    def remove(self, items):
        self.value -= items


class Counter(Plain):
    def add(self, items):
        with EVERYBODYS:
            self.value = self.value + items

    def remove(self, items):
        with EVERYBODYS:
            self.value = self.value - items
