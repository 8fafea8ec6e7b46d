"""Wrong on purpose: it computes while it handles the KeyError of the look.

Belief: where a key is missing is the place to compute it.
Truth:  what is raised inside an except keeps what was caught there, and its traceback tells of both.
Verdict: its __context__ was None
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            try:
                return self.known[key]
            except KeyError:
                value = self.known[key] = self.compute(key)
                return value
