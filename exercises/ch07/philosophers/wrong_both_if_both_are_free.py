"""Wrong on purpose: picks up both at once, if both lie there.

Belief: whoever only takes two forks that are free can't hold just one.
Truth:  between the look and the taking somebody else looks too.
Verdict: asks again and again
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        while left.locked() or right.locked():
            pass
        with left, right:
            return eat()
