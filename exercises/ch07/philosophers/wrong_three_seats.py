"""Wrong on purpose: in order, for a table of three.

Belief: three philosophers sit at the table.
Truth:  tables have two seats or more.
Verdict: list index out of range
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        first, second = sorted((seat, (seat + 1) % 3))
        with self.forks[first], self.forks[second]:
            return eat()
