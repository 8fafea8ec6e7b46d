"""Wrong on purpose: what was added and what was removed are two numbers, and value is their difference.

Belief: each of the two is changed under the lock, so both are right.
Truth:  they are read one after the other, and in between an item may come and go.
Verdict: value was read as 9 meanwhile
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.added = self.removed = 0
        self.lock = Lock()

    @property
    def value(self):
        return self.added - self.removed

    def add(self, items):
        with self.lock:
            self.added += items

    def remove(self, items):
        with self.lock:
            self.removed += items
