"""Wrong on purpose: uses a flag for a lock.

Belief: who sees the flag waits.
Truth:  two may see that it is down, and both raise it.
Verdict: asks again and again
"""


class Takings:
    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0
        self.busy = False

    def add(self, item):
        amount = self.price(item)
        while self.busy:
            pass
        self.busy = True
        self.count += 1
        self.total += amount
        self.busy = False

    def report(self):
        while self.busy:
            pass
        return self.count, self.total
