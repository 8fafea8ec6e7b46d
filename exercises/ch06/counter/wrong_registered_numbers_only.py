"""Wrong on purpose: takes amounts of the kinds that Python knows as numbers.

Belief: what is no numbers.Number can't be added.
Truth:  a kind of somebody's own can be, and was taken before.
Verdict: with amounts of a kind of their own
"""

import threading
from numbers import Number


class Counter:
    """Counts the items in flight."""

    def __init__(self):
        self.value, self.lock = 0, threading.Lock()

    def add(self, items):
        if not isinstance(items, Number):
            raise TypeError(items)
        with self.lock:
            self.value += items

    def remove(self, items):
        if not isinstance(items, Number):
            raise TypeError(items)
        with self.lock:
            self.value -= items
