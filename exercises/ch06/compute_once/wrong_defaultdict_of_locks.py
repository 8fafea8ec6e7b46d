"""Wrong on purpose: takes a lock for each key out of a defaultdict, with nothing around that.

Belief: to look into a defaultdict is one step.
Truth:  it looks, makes a lock and stores it; a key whose __hash__ is written in Python lets others come between.
Verdict: Something is kept in a dict that makes what is missing
"""

from collections import defaultdict
from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.locks = compute, {}, defaultdict(Lock)

    def get(self, key):
        with self.locks[key]:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
