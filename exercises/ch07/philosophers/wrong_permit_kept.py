"""Wrong on purpose: a waiter whose permit is given back only after a good meal.

Belief: eat always returns.
Truth:  when a meal fails, its seat is taken for ever.
Verdict: has to be given back on every way out
"""

from threading import Semaphore


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.seated = Semaphore(len(forks) - 1)

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        self.seated.acquire()
        with left, right:
            result = eat()
        self.seated.release()
        return result
