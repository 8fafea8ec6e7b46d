"""Wrong on purpose: it makes an int of the amount.

Belief: an amount is a whole number, however it is written.
Truth:  the text "3" is accepted now, 2.5 is cut, and "three" raises ValueError.
Verdict: raised TypeError before, and now ValueError
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, items):
        items = int(items)
        with self.lock:
            self.value += items

    def remove(self, items):
        items = int(items)
        with self.lock:
            self.value -= items
