"""Wrong on purpose: computes in a generator.

Belief: what is raised in it comes out of it.
Truth:  all but StopIteration: that becomes RuntimeError.
Verdict: compute raised StopIteration, and get raised RuntimeError
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            if key not in self.known:
                self.known[key] = next(self.compute(each) for each in [key])
            return self.known[key]
