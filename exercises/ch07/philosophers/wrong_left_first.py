"""Wrong on purpose: each takes the left fork, and then the right one.

Belief: two withs are all there is to it.
Truth:  if each has taken the left one, each waits for the next for ever.
Verdict: holds what the one before waits for
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with left, right:
            return eat()
