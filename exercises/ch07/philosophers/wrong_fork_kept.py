"""Wrong on purpose: in order, and the forks stay in hand when eat raises.

Belief: release is the last line, and it is always reached.
Truth:  a meal that fails leaves before it.
Verdict: has to be given back on every way out
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        first, second = sorted((seat, (seat + 1) % len(self.forks)))
        self.forks[first].acquire()
        self.forks[second].acquire()
        result = eat()
        self.forks[second].release()
        self.forks[first].release()
        return result
