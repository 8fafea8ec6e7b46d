"""Wrong on purpose: it adds minus one times the amount.

Belief: whoever has a negative can be multiplied.
Truth:  an amount has to know its negative, and no product.
Verdict: amounts of a kind of their own
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        with self.lock:
            self.value += items

    def remove(self, items):
        with self.lock:
            self.value += items * -1
