"""Wrong on purpose: writes the key into the exception.

Belief: whoever catches it wants to know the key.
Truth:  the caller gets another text than compute gave it.
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
                except Exception as error:
                    error.args = (*error.args, key)
                    raise
            return self.known[key]
