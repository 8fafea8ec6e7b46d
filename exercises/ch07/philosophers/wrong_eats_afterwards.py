"""Wrong on purpose: puts the forks back, and then eats.

Belief: a lock is held for as short as can be.
Truth:  whoever eats holds both forks.
Verdict: whoever eats holds both forks
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        with self.forks[first], self.forks[second]:
            pass
        return eat()
