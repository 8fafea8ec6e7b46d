"""Wrong on purpose: raises the error without its traceback, when the lock has been given back.

Belief: how compute came there is its own business.
Truth:  whoever looks for the fault needs the line of compute.
Verdict: and had changed it
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()

    def get(self, key):
        failed = None
        with self.lock:
            if key not in self.known:
                try:
                    self.known[key] = self.compute(key)
                except BaseException as error:
                    failed = error
            if failed is None:
                return self.known[key]
        raise failed.with_traceback(None)
