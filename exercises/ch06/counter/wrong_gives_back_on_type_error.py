"""Wrong on purpose: gives the lock back for TypeError alone.

Belief: nothing else can be raised by a sum.
Truth:  1.5 + 10**400 raises OverflowError: with or finally give back on every way out.
Verdict: nobody can count any more: what the call took is kept
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        self._change(items)

    def remove(self, items):
        self.lock.acquire()
        try:
            self.value -= items
        except TypeError:
            self.lock.release()
            raise
        self.lock.release()

    def _change(self, items):
        self.lock.acquire()
        try:
            self.value += items
        except TypeError:
            self.lock.release()
            raise
        self.lock.release()
