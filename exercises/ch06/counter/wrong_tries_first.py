"""Wrong on purpose: it tries the sum first, and then trusts it under the lock.

Belief: a sum that went well once goes well again.
Truth:  the number has changed since, or the amount raises this time, and the lock is kept.
Verdict: a second one raises OverflowError, nobody can count any more
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        _ = self.value + items
        self.lock.acquire()
        self.value += items
        self.lock.release()

    def remove(self, items):
        _ = self.value - items
        self.lock.acquire()
        self.value -= items
        self.lock.release()
