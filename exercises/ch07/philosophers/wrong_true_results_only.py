"""Wrong on purpose: eats again until something comes of it.

Belief: None is no meal.
Truth:  eat is called once, and may return anything.
Verdict: what was eaten
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        with self.forks[first], self.forks[second]:
            return eat() or eat()
