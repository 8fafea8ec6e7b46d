"""Wrong on purpose: a waiter who lets everybody sit down.

Belief: as many permits as seats, or somebody goes hungry.
Truth:  if all sit there is a circle as before.
Verdict: holds what the one before waits for
"""

from threading import Semaphore


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.seated = Semaphore(len(forks))

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.seated, left, right:
            return eat()
