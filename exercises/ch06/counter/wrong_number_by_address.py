"""Wrong on purpose: keeps the numbers of all counters by their id.

Belief: no two objects have the same id.
Truth:  no two that live at the same time: a new counter may lie where one was that is gone.
Verdict: counters are made one after the other
"""

from threading import Lock

LOCK, NUMBERS = Lock(), {}


class Counter:
    def __init__(self):
        NUMBERS.setdefault(id(self), 0)

    @property
    def value(self):
        return NUMBERS[id(self)]

    def add(self, items):
        with LOCK:
            NUMBERS[id(self)] += items

    def remove(self, items):
        with LOCK:
            NUMBERS[id(self)] -= items
