"""Wrong on purpose: it stores a mark under the key while it computes.

Belief: who finds the key knows that somebody is at it.
Truth:  who finds the key returns what is there, and that is the mark.
Verdict: get('a') returned 'computing'
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            mine = key not in self.known
            if mine:
                self.known[key] = "computing"
        if mine:
            try:
                self.known[key] = self.compute(key)
            except BaseException:
                del self.known[key]
                raise
        return self.known[key]
