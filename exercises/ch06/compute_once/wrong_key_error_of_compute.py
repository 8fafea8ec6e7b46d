"""Wrong on purpose: it takes every KeyError for "not known yet", that of compute too.

Belief: a KeyError comes from the dict.
Truth:  compute may look something up itself and raise one.
Verdict: compute raised KeyError, and get returned 'A'
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            while True:
                try:
                    return self.known[key]
                except KeyError:
                    try:
                        self.known[key] = self.compute(key)
                    except KeyError:
                        continue
