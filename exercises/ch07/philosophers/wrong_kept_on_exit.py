"""Wrong on purpose: gives the forks back where eat raises an Exception, and on no other way out.

Belief: whatever is raised is an Exception.
Truth:  SystemExit and KeyboardInterrupt are none; with and finally hear of them as well.
Verdict: given back on every way out
"""


class Table:
    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        left, right = sorted((seat, (seat + 1) % len(self.forks)))
        self.forks[left].acquire()
        self.forks[right].acquire()
        try:
            result = eat()
        except Exception:
            self.forks[right].release()
            self.forks[left].release()
            raise
        self.forks[right].release()
        self.forks[left].release()
        return result
