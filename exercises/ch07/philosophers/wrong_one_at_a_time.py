"""Wrong on purpose: one eats at a time.

Belief: one lock around everything is no deadlock, and simple.
Truth:  those who share no fork wait for each other.
Verdict: whose forks lie on the table
"""

from threading import Lock


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.lock = Lock()

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.lock, left, right:
            return eat()
