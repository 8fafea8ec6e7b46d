"""Wrong on purpose: tables of one size share a waiter.

Belief: one less than there are seats may sit, and that number is the same for all of them.
Truth:  who sits at one table is then missing at the other.
Verdict: at another one, with forks of its own
"""

from threading import Semaphore

WAITERS = {}


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.seated = WAITERS.setdefault(len(forks), Semaphore(max(1, len(forks) - 1)))

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.seated, left, right:
            return eat()
