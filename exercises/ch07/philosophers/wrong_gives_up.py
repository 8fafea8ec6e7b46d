"""Wrong on purpose: eats nothing if the second fork does not come within a second.

Belief: who does not get it today eats tomorrow.
Truth:  everybody was promised a meal.
Verdict: have eaten
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with left:
            if not right.acquire(timeout=1):
                return None
            try:
                return eat()
            finally:
                right.release()
