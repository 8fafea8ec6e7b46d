"""Wrong on purpose: makes the lock inside the call.

Belief: any lock around the line keeps the others out.
Truth:  every call makes a lock of its own, and nobody else ever asks for that one.
Verdict: it was not the same lock
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0

    def add(self, items):
        with Lock():
            self.value += items

    def remove(self, items):
        with Lock():
            self.value -= items
