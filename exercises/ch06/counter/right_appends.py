"""Right in another style: changes are appended, which is one step, and added up by whoever reads."""

from collections import deque


class Counter:
    def __init__(self):
        self._changes = deque()

    @property
    def value(self):
        return sum(self._changes)

    def add(self, items):
        self._changes.append(+items if not isinstance(items, str) else 0 + items)

    def remove(self, items):
        self._changes.append(-items)
