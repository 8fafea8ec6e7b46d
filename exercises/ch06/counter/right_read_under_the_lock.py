"""Right in another style: a property that reads under the lock, and one method that changes."""

from threading import RLock


class Counter:
    def __init__(self):
        self._lock, self._value = RLock(), 0

    @property
    def value(self):
        with self._lock:
            return self._value

    def _change(self, items):
        with self._lock:
            self._value = self.value + items

    def add(self, items):
        self._change(items)

    def remove(self, items):
        self._change(-items)
