"""Wrong on purpose: takes the lock, counts, and gives it back if nothing went wrong.

Belief: acquire and release, one before and one after, are the same as with.
Truth:  an exception in between skips the release, and everybody waits for a lock that no one holds.
Verdict: has to be given back on every way out
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        self.lock.acquire()
        self.value += items
        self.lock.release()

    def remove(self, items):
        self.lock.acquire()
        self.value -= items
        self.lock.release()
