"""Wrong on purpose: it remembers an error that came three times.

Belief: what failed three times fails for ever.
Truth:  nothing is remembered of what failed, however often.
Verdict: when 'bad' would not fail any more, get raised
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()
        self.failed = {}

    def get(self, key):
        with self.lock:
            if key in self.known:
                return self.known[key]
            errors = self.failed.setdefault(key, [])
            if len(errors) == 3:
                raise errors[-1]
            try:
                self.known[key] = self.compute(key)
            except BaseException as error:
                errors.append(error)
                raise
            return self.known[key]
