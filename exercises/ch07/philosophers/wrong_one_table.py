"""Wrong on purpose: a lock for picking up that all tables share.

Belief: picking up takes no time.
Truth:  who waits for a fork keeps the lock, and other tables wait.
Verdict: at another one, with forks of its own
"""

from threading import Lock


picking_up = Lock()


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with picking_up:
            left.acquire()
            right.acquire()
        try:
            return eat()
        finally:
            right.release()
            left.release()
