"""Wrong on purpose: eats with one fork if the second does not come.

Belief: one fork is better than none.
Truth:  whoever eats holds both; the neighbour eats with it.
Verdict: share a fork
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with left:
            held = right.acquire(timeout=1)
            try:
                return eat()
            finally:
                if held:
                    right.release()
