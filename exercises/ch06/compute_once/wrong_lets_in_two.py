"""Wrong on purpose: a semaphore of two in the place of a lock.

Belief: whoever asks a semaphore first is alone.
Truth:  one of two lets in two, and both look before either has stored.
Verdict: Both threads were inside at the same moment
"""

from threading import Semaphore


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.two = compute, {}, Semaphore(2)

    def get(self, key):
        with self.two:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
