"""Wrong on purpose: the last seat takes the right fork first, but only where there are two or three seats.

Belief: what was tried with three holds for any table.
Truth:  at a larger one all have the left fork first, and there is a circle as before.
Verdict: holds what the one before waits for
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        if len(self.forks) <= 3 and seat == len(self.forks) - 1:
            left, right = right, left
        with left, right:
            return eat()
