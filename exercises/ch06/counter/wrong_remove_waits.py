"""Wrong on purpose: remove waits until there is something to remove.

Belief: there can't be fewer than none in flight.
Truth:  nothing says that remove waits, and the worker that hands out may be counted first.
Verdict: remove(3) on a new counter waits for ever
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.changed = threading.Condition()

    def add(self, items):
        with self.changed:
            self.value += items
            self.changed.notify_all()

    def remove(self, items):
        with self.changed:
            while self.value < items:
                self.changed.wait()
            self.value -= items
