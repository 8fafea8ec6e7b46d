"""Wrong on purpose: naps before it counts, so that the other thread is done by then.

Belief: a short sleep lets the other thread finish first.
Truth:  both sleep, both wake, and they meet a moment later; a sleep moves a race and never ends it.
Verdict: A sleep only moves the moment
"""

from time import sleep


class Counter:
    def __init__(self):
        self.value = 0

    def add(self, items):
        sleep(0.001)
        self.value += items

    def remove(self, items):
        sleep(0.001)
        self.value -= items
