"""Wrong on purpose: it gives the lock back after an Exception, and after nothing else.

Belief: whatever is raised is an Exception.
Truth:  KeyboardInterrupt is none, and it may come in any sum.
Verdict: whose sum raises KeyboardInterrupt nobody can count any more
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
        self.lock.acquire()
        try:
            self.value = change(self.value, items)
        except Exception:
            self.lock.release()
            raise
        self.lock.release()
