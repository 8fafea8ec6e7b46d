from threading import Lock


class Takings:
    """How many items have been sold, and for how much in all; several workers sell."""

    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.lock = Lock()

    def add(self, item):
        """Count one item, and add what it costs."""
        # Asked before the lock is taken: it may take long, and it may raise.
        amount = self.price(item)
        # Both numbers in one piece, so that nobody sees the one without the other.
        with self.lock:
            self.count += 1
            self.total += amount

    def report(self):
        """The two numbers, as they belong together."""
        with self.lock:  # who reads asks for the lock as well
            return self.count, self.total
