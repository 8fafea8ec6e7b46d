"""Wrong on purpose: returns None when eat raises.

Belief: who dines should not be bothered by a bad meal.
Truth:  whoever dines must hear of it.
Verdict: dine said nothing
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        with self.forks[first], self.forks[second]:
            try:
                return eat()
            except ValueError:
                return None
