"""Wrong on purpose: a timeout: puts the first fork back, and tries again.

Belief: a timeout cures a deadlock.
Truth:  all can take one fork, wait the same time, put it back, and so on; and it asks again and again.
Verdict: asks again and again
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        while True:
            with left:
                if right.acquire(timeout=0.1):
                    try:
                        return eat()
                    finally:
                        right.release()
