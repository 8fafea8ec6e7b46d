"""Right in another style: holds one, tries the other, and if that is taken waits for it with empty hands."""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        while True:
            with left:
                if right.acquire(blocking=False):
                    try:
                        return eat()
                    finally:
                        right.release()
            left, right = right, left
