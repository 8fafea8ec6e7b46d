"""Wrong on purpose: sets the number to 0 before it adds.

Belief: under the lock nobody sees it.
Truth:  when the sum raises, it stays so.
Verdict: 10 items, add("three") has raised TypeError and add(7) came after it
"""

from threading import Lock


class Counter:
    def __init__(self):
        self._value = 0
        self.lock = Lock()

    @property
    def value(self):
        with self.lock:
            return self._value

    def add(self, items):
        with self.lock:
            old, self._value = self._value, 0
            self._value = old + items

    def remove(self, items):
        with self.lock:
            old, self._value = self._value, 0
            self._value = old - items
