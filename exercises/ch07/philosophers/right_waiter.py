"""Right in another style: a waiter lets one less sit down than there are seats."""

from threading import Semaphore


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.seated = Semaphore(len(forks) - 1)

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.seated, left, right:
            return eat()
