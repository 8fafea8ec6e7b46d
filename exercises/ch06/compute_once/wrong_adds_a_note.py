"""Wrong on purpose: adds a note to what compute raised.

Belief: who reads it wants to know for which key it was.
Truth:  the caller knows the key, and gets the exception as it is.
Verdict: without a note
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()

    def get(self, key):
        with self.lock:
            if key not in self.known:
                try:
                    self.known[key] = self.compute(key)
                except BaseException as error:
                    error.add_note(f"while computing {key!r}")
                    raise
            return self.known[key]
