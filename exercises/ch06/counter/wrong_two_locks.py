"""Wrong on purpose: gives each method a lock of its own.

Belief: a lock guards a method, so two methods need two locks.
Truth:  a lock guards a datum by being asked for by all who touch it; two locks guard nothing together.
Verdict: it was not the same lock
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.adding = Lock()
        self.removing = Lock()

    def add(self, items):
        with self.adding:
            self.value += items

    def remove(self, items):
        with self.removing:
            self.value -= items
