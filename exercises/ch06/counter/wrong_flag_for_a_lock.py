"""Wrong on purpose: it uses a plain flag, waits while it is set, and sets it.

Belief: a flag that says "busy" is a lock.
Truth:  two threads may both see it clear before either sets it.
Verdict: Nothing keeps the other thread out
"""


class Counter:
    def __init__(self):
        self.value = 0
        self.busy = False

    def _enter(self):
        while self.busy:
            pass
        self.busy = True

    def add(self, items):
        self._enter()
        try:
            self.value += items
        finally:
            self.busy = False

    def remove(self, items):
        self._enter()
        try:
            self.value -= items
        finally:
            self.busy = False
