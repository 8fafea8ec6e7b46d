"""Wrong on purpose: it adds under the lock, and when that raises puts back what it read before, without the lock.

Belief: to undo a failed change one writes back the old value.
Truth:  nothing was changed, and meanwhile others may have changed the value: their updates are undone.
Verdict: add('three') and add(4) at once make 14
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, items):
        before = self.value
        try:
            with self.lock:
                self.value += items
        except TypeError:
            self.value = before
            raise

    def remove(self, items):
        before = self.value
        try:
            with self.lock:
                self.value -= items
        except TypeError:
            self.value = before
            raise
