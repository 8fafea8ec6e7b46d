"""Wrong on purpose: takes one fork.

Belief: a fork each is enough to keep the neighbours apart.
Truth:  whoever eats holds both forks.
Verdict: whoever eats holds both forks
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with left:
            return eat()
