"""Wrong on purpose: takes forks of its own.

Belief: a table brings its forks.
Truth:  those that were handed in lie on the table.
Verdict: whoever eats holds both forks
"""

from threading import Lock


class Table:
    def __init__(self, forks):
        self.forks = [Lock() for _ in forks]

    def dine(self, seat, eat):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        with self.forks[first], self.forks[second]:
            return eat()
