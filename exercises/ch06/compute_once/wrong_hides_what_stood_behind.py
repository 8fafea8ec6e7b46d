"""Wrong on purpose: raises what compute raised once more, from None.

Belief: that is the same exception.
Truth:  from None hides from which other error it came.
Verdict: had changed it
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self._lock = Lock()

    def get(self, key):
        with self._lock:
            if key not in self.known:
                try:
                    self.known[key] = self.compute(key)
                except BaseException as error:
                    raise error from None
            return self.known[key]
