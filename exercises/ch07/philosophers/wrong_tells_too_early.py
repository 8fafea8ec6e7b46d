"""Wrong on purpose: a condition that tells all before the forks are back.

Belief: first tell, then do.
Truth:  who wakes looks, finds the fork taken, and waits for the next word.
Verdict: nobody tells them
"""

from threading import Condition


class Table:
    def __init__(self, forks):
        self.forks = forks
        self.changed = Condition()

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        with self.changed:
            self.changed.wait_for(lambda: not left.locked() and not right.locked())
            left.acquire()
            right.acquire()
        try:
            return eat()
        finally:
            with self.changed:
                self.changed.notify_all()
            left.release()
            right.release()
