"""Wrong on purpose: knows four kinds of numbers.

Belief: there are no others.
Truth:  complex numbers are numbers, and could be added before.
Verdict: with complex numbers
"""

from decimal import Decimal
from fractions import Fraction
from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        if not isinstance(items, int | float | Fraction | Decimal):
            raise TypeError(items)
        with self.lock:
            self.value += items

    def remove(self, items):
        if not isinstance(items, int | float | Fraction | Decimal):
            raise TypeError(items)
        with self.lock:
            self.value -= items
