"""Wrong on purpose: does not hand on what eat returns.

Belief: eating is all that matters.
Truth:  dine returns what eat returned.
Verdict: dine returned None
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        with self.forks[first], self.forks[second]:
            eat()
