"""Wrong on purpose: it counts up one at a time, with the lock for each.

Belief: adding three is adding one three times.
Truth:  an amount may be negative, and others see the value in the middle.
Verdict: value was read as 11 meanwhile
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, items):
        for _ in range(items):
            with self.lock:
                self.value += 1

    def remove(self, items):
        for _ in range(items):
            with self.lock:
                self.value -= 1
