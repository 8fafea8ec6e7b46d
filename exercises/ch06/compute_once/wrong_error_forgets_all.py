"""Wrong on purpose: it begins anew after an error.

Belief: after an error nothing can be trusted.
Truth:  what was computed for other keys was right, and costs money once more.
Verdict: 'a' is computed 2 times
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()

    def get(self, key):
        with self.lock:
            try:
                if key not in self.known:
                    self.known[key] = self.compute(key)
                return self.known[key]
            except BaseException:
                self.known.clear()
                raise
