"""Wrong on purpose: a condition that is waited for once.

Belief: who is told may eat.
Truth:  between the word and the look somebody else may have taken a fork.
Verdict: nobody will ever eat
"""

from threading import Condition


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.changed = Condition()

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.changed:
            if left.locked() or right.locked():
                self.changed.wait()
            left.acquire()
            right.acquire()
        try:
            return eat()
        finally:
            with self.changed:
                left.release()
                right.release()
                self.changed.notify_all()
