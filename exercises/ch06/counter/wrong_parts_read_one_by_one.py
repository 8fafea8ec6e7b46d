"""Wrong on purpose: gives each thread a part of its own, and reads them one after the other.

Belief: no two threads write to the same place.
Truth:  a reader who has read the first and not yet the second sees a sum that never was.
Verdict: and when it is through another calls add(-1)
"""

from threading import local


class Counter:
    def __init__(self):
        self.own, self.parts = local(), []

    @property
    def value(self):
        return sum(part[0] for part in self.parts)

    def _part(self):
        if not hasattr(self.own, "part"):
            self.own.part = [0]
            self.parts.append(self.own.part)
        return self.own.part

    def add(self, items):
        self._part()[0] += items

    def remove(self, items):
        self._part()[0] -= items
