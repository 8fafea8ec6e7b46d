"""Right in another style: a part for each thread, added up by whoever reads."""

import threading


class Counter:
    def __init__(self):
        self._parts = {}

    @property
    def value(self):
        return sum(self._parts.values())

    def add(self, items):
        me = threading.get_ident()
        self._parts[me] = self._parts.get(me, 0) + items

    def remove(self, items):
        self.add(-items)
