"""Wrong on purpose: returns None when eat raises a KeyError.

Belief: that something was not there is no failure.
Truth:  whoever dines must hear of it, whatever it is.
Verdict: dine said nothing
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = sorted((seat, (seat + 1) % len(self.forks)))
        with self.forks[left], self.forks[right]:
            try:
                return eat()
            except KeyError:
                return None
