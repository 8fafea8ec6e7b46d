"""Wrong on purpose: a lock for the table, and no forks.

Belief: one lock keeps all apart.
Truth:  whoever eats holds both forks.
Verdict: whoever eats holds both forks
"""

from threading import Lock


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.lock = Lock()

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.lock:
            return eat()
