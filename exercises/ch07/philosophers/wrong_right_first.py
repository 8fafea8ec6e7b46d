"""Wrong on purpose: each takes the right fork first.

Belief: left first was the mistake.
Truth:  it is the same circle the other way round.
Verdict: holds what the one before waits for
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with right, left:
            return eat()
