"""Wrong on purpose: it has the dict as a default argument.

Belief: a default argument is made anew for each call.
Truth:  it is made once, so all caches share it.
Verdict: what is known belongs to one cache
"""

from threading import Lock


class Cache:
    def __init__(self, compute, known={}):
        self.compute = compute
        self.known = known
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
            return self.known[key]
