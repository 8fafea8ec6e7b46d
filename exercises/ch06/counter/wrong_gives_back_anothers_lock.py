"""Wrong on purpose: it gives the lock back if the lock is taken, by whomever.

Belief: a lock that is taken at the end of my call is mine.
Truth:  who raised before it had the lock gives back that of another, in the midst of its sum.
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
        try:
            change(0, items)
            self.lock.acquire()
            self.value = change(self.value, items)
        finally:
            if self.lock.locked():
                self.lock.release()
