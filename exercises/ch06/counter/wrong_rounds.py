"""Wrong on purpose: rounds the noise of floats away.

Belief: nobody wants to see 0.30000000000000004.
Truth:  a small amount is an amount, and is lost.
Verdict: with a very small amount
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self._lock = Lock()

    def add(self, items):
        with self._lock:
            value = self.value + items
            self.value = round(value, 9) if isinstance(value, float) else value

    def remove(self, items):
        with self._lock:
            value = self.value - items
            self.value = round(value, 9) if isinstance(value, float) else value
