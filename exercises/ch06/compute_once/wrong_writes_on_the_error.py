"""Wrong on purpose: writes the key on the exception, as an attribute.

Belief: it is the same exception, with one thing more.
Truth:  the caller gets another one than compute raised; one that has a key of its own loses it.
Verdict: had changed it
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
                try:
                    self.known[key] = self.compute(key)
                except BaseException as error:
                    error.key = key
                    raise
            return self.known[key]
