"""Right in another style: a condition: both together or none; whoever puts them back tells all."""

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
                left.release()
                right.release()
                self.changed.notify_all()
