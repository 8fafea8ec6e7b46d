"""Wrong on purpose: in the order of the numbers, and the last seat is forgotten.

Belief: seat and seat + 1 are in order.
Truth:  the last seat turns the order round: it takes its own fork before fork 0.
Verdict: holds what the one before waits for
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        first, second = sorted((seat, seat + 1))
        with self.forks[first], self.forks[second % len(self.forks)]:
            return eat()
