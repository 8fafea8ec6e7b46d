"""Wrong on purpose: waits a moment before it looks, so that the other thread has stored its value by then.

Belief: a short sleep keeps two threads from looking at the same time.
Truth:  both sleep, both look, both find nothing; nobody knows how long compute takes.
Verdict: A sleep is no appointment
"""

from time import sleep


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}

    def get(self, key):
        sleep(0.01)
        if key not in self.known:
            self.known[key] = self.compute(key)
        return self.known[key]
