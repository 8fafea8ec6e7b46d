"""Wrong on purpose: a waiter who lets two sit down, whatever the table.

Belief: two of three is the rule.
Truth:  at a table of two that is everybody.
Verdict: holds what the one before waits for
"""

from threading import Semaphore


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.seated = Semaphore(2)

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.seated, left, right:
            return eat()
