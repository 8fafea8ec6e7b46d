"""Right in another style: changes go through a queue, and are added up by whoever reads."""

from queue import SimpleQueue


class Counter:
    def __init__(self):
        self._changes, self._total = SimpleQueue(), 0

    @property
    def value(self):
        while not self._changes.empty():
            self._total += self._changes.get()
        return self._total

    def add(self, items):
        self._changes.put(0 + items)

    def remove(self, items):
        self._changes.put(0 - items)
