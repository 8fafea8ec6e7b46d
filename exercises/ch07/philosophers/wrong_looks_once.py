"""Wrong on purpose: looks whether both are free, and takes them one after the other.

Belief: after the look both are still there.
Truth:  to look is one step, to take are two more: each can take one.
Verdict: holds what the one before waits for
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        if not left.locked() and not right.locked():
            with left, right:
                return eat()
        with right, left:
            return eat()
