"""Wrong on purpose: it keeps the value from going below zero.

Belief: a number of items is never negative.
Truth:  the remove that comes first is lost then.
Verdict: for a while the number may be below 0
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, items):
        with self.lock:
            self.value += items

    def remove(self, items):
        with self.lock:
            self.value = max(0, self.value - items)
