"""Right in another style: acquire and release, in order, with a helper each."""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def numbers(self, seat):
        other = (seat + 1) % len(self.forks)
        return min(seat, other), max(seat, other)

    def pick_up(self, seat):
        for number in self.numbers(seat):
            self.forks[number].acquire()

    def put_back(self, seat):
        for number in self.numbers(seat):
            self.forks[number].release()

    def dine(self, seat, eat):
        self.pick_up(seat)
        try:
            return eat()
        finally:
            self.put_back(seat)
