"""Wrong on purpose: tries both, and naps if one is taken.

Belief: a nap lets the others eat.
Truth:  it looks up every moment, for as long as others eat.
Verdict: asks again and again
"""

from time import sleep


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        while True:
            if left.acquire(blocking=False):
                try:
                    if right.acquire(blocking=False):
                        try:
                            return eat()
                        finally:
                            right.release()
                finally:
                    left.release()
            sleep(0.01 * (seat + 1))
