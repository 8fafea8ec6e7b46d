"""Wrong on purpose: changes go through a queue, and whoever reads takes them out and adds them up.

Belief: a queue is safe for many threads, so value is, too.
Truth:  between empty and get another reader may take the change, and the total is read and written like
        any other number.
Verdict: two threads read value at once
"""

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
