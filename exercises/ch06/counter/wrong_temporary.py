"""Wrong on purpose: spells += out in two lines and trusts the GIL for the rest.

Belief: each line is safe by itself, because only one thread runs Python at a time.
Truth:  the GIL may change hands between any two steps; the read and the write have to stay together.
Verdict: Nothing keeps the other thread out
"""


class Counter:
    def __init__(self):
        self.value = 0

    def add(self, items):
        after = self.value + items
        self.value = after

    def remove(self, items):
        after = self.value - items
        self.value = after
