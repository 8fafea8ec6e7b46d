"""Wrong on purpose: holds the lock while it reads, and lets go before it writes.

Belief: reading is the dangerous moment, since a half-written number might be seen.
Truth:  numbers are never half-written; what hurts is that the number read is old by the time of the write.
Verdict: read or written outside it, or in two takings
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        with self.lock:
            before = self.value
        self.value = before + items

    def remove(self, items):
        with self.lock:
            before = self.value
        self.value = before - items
