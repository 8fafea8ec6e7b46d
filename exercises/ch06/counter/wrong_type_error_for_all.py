"""Wrong on purpose: it raises TypeError for whatever goes wrong in a sum.

Belief: all that can go wrong with an amount is its type.
Truth:  a sum has errors of its own, and the caller who listens for them hears nothing.
Verdict: the call raises TypeError in its place
"""

import operator
from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        self._count(operator.add, items)

    def remove(self, items):
        self._count(operator.sub, items)

    def _count(self, change, items):
        try:
            with self.lock:
                self.value = change(self.value, items)
        except Exception as error:
            raise TypeError(str(error)) from error
