class Table:
    """A round table: a philosopher at each seat, a fork between any two."""

    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        # In the order of the forks' numbers, and not first left, then right: for the last seat that is the
        # other way round. Whoever waits for a fork holds only one with a smaller number. So along any chain
        # of waiting philosophers the numbers grow, and it cannot close to a circle.
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        # with puts both back on every way out, when eat raises too. And nobody else is kept waiting
        # meanwhile: a lock around the whole meal would do that.
        with self.forks[first], self.forks[second]:
            return eat()
