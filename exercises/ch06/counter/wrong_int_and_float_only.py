"""Wrong on purpose: lets in int and float alone.

Belief: these are the numbers.
Truth:  a Fraction, a Decimal and a complex number are numbers too, and could be added before.
Verdict: with fractions
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        if not isinstance(items, int | float):
            raise TypeError(items)
        with self.lock:
            self.value += items

    def remove(self, items):
        if not isinstance(items, int | float):
            raise TypeError(items)
        with self.lock:
            self.value -= items
