"""Wrong on purpose: it remembers the exception, and raises it at each later call.

Belief: what has failed once will fail again, and each call costs money.
Truth:  nothing is to be remembered of a failure.
Verdict: the next call of get for that key has to compute again
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.failed = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            if key in self.failed:
                raise self.failed[key]
            if key not in self.known:
                try:
                    self.known[key] = self.compute(key)
                except Exception as error:
                    self.failed[key] = error
                    raise
            return self.known[key]
