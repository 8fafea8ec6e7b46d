"""Wrong on purpose: it wraps compute in functools.cache.

Belief: functools.cache is thread-safe, so it computes once.
Truth:  it keeps its dict whole, but two threads that miss at the same time both call the function.
Verdict: Both looked before either had stored
"""

from functools import cache


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = cache(compute)

    def get(self, key):
        return self.known(key)
