"""Wrong on purpose: seats come one after the other, by a sleep.

Belief: a short sleep lets the one before go first.
Truth:  nobody knows how long the one before takes.
Verdict: holds what the one before waits for
"""

from time import sleep


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        sleep(0.01 * seat)
        with left, right:
            return eat()
