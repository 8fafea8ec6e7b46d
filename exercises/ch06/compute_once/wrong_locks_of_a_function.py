"""Wrong on purpose: takes a lock for each key out of a defaultdict of the function in which it is used.

Belief: to look into a defaultdict is one step.
Truth:  it looks, makes a lock and stores it; a key whose __hash__ is written in Python lets others come between.
Verdict: asked for the second time
"""

from collections import defaultdict
from threading import Lock


class Cache:
    def __init__(self, compute):
        known, locks = {}, defaultdict(Lock)

        def get(key):
            with locks[key]:
                if key not in known:
                    known[key] = compute(key)
                return known[key]

        self.get = get
