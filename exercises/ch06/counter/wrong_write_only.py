"""Wrong on purpose: reads first, and holds the lock only while it writes.

Belief: only writes need a lock.
Truth:  a write computed from an old read undoes what others wrote in between, lock or no lock.
Verdict: read or written outside it, or in two takings
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        after = self.value + items
        with self.lock:
            self.value = after

    def remove(self, items):
        after = self.value - items
        with self.lock:
            self.value = after
