"""Right in another style: what is removed is added, with a minus."""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()

    def add(self, items):
        with self._lock:
            self.value += items

    def remove(self, items):
        self.add(-items)
