"""Right in another style: even seats take the left fork first, odd seats the right one."""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        first, second = (left, right) if seat % 2 == 0 else (right, left)
        with first, second:
            return eat()
