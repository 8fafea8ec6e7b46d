"""Wrong on purpose: it makes a new lock whenever nothing is in flight.

Belief: at zero everything begins anew, the lock as well.
Truth:  who waits for the old one and who comes for the new one are inside at once.
Verdict: an update is lost
"""

import operator
from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        self._count(operator.add, items)

    def remove(self, items):
        self._count(operator.sub, items)

    def _count(self, change, items):
        with self.lock:
            self.value = change(self.value, items)
            if self.value == 0:
                self.lock = Lock()
