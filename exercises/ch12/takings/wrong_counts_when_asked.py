"""Wrong on purpose: adds up when somebody asks for a report.

Belief: a queue has its own lock, so whoever empties it is alone.
Truth:  two who ask take each other's prices, and at the last one of them may wait for ever.
Verdict: two threads ask for a report at the same time
"""

from queue import Queue


class Takings:
    """Prices are put into a queue; whoever reports empties it."""

    def __init__(self, price):
        self.price = price
        self.queue, self.count, self.total = Queue(), 0, 0

    def add(self, item):
        self.queue.put(self.price(item))

    def report(self):
        while not self.queue.empty():
            self.total += self.queue.get()
            self.count += 1
        return self.count, self.total
