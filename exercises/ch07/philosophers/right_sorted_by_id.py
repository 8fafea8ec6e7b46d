"""Right in another style: in the order of the addresses of the forks: nobody else takes them."""

from contextlib import ExitStack


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.places = {id(fork): place for place, fork in enumerate(forks)}

    def pair(self, seat):
        """The two forks of a seat, in the order in which everybody takes them."""
        both = [self.forks[seat], (self.forks * 2)[seat + 1]]
        return sorted(both, key=lambda fork: self.places[id(fork)], reverse=True)

    def dine(self, seat, eat):
        with ExitStack() as stack:
            for fork in self.pair(seat):
                stack.enter_context(fork)
            return eat()
