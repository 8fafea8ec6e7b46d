"""Wrong on purpose: it writes each change into a list, and adds up afterwards.

Belief: a list of all changes loses none.
Truth:  it also keeps the change that cannot be added, and every sum after it fails.
Verdict: What could not be added is still there
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()
        self.added = []
        self.removed = []

    def add(self, items):
        with self.lock:
            self.added.append(items)
            self.value = sum(self.added) - sum(self.removed)

    def remove(self, items):
        with self.lock:
            self.removed.append(items)
            self.value = sum(self.added) - sum(self.removed)
