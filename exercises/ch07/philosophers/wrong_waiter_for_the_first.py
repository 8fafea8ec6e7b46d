"""Wrong on purpose: the waiter is gone before the second fork is taken.

Belief: the first fork is the dangerous one.
Truth:  all can hold their first fork, and then nobody is left who asks the waiter.
Verdict: holds what the one before waits for
"""

from threading import Semaphore


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.seated = Semaphore(len(forks) - 1)

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.seated:
            left.acquire()
        right.acquire()
        try:
            return eat()
        finally:
            right.release()
            left.release()
