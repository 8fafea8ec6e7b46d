"""Wrong on purpose: makes a float of what is no int.

Belief: every number is one.
Truth:  a third is no float: three of them are not 1.
Verdict: with fractions
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def _number(self, items):
        if isinstance(items, str | bytes):
            raise TypeError(items)
        return items if isinstance(items, int | complex) else float(items)

    def add(self, items):
        with self.lock:
            self.value += self._number(items)

    def remove(self, items):
        with self.lock:
            self.value -= self._number(items)
