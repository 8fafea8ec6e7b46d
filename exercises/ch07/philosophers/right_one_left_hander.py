"""Right in another style: the last one takes the right fork first."""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        if seat == len(self.forks) - 1:
            left, right = right, left
        with left, right:
            return eat()
