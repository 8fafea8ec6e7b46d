"""Wrong on purpose: who waited for a computation that failed tries again while it handles that failure.

Belief: an except is left as soon as something else is done.
Truth:  it is left when its block is: the next error has the first as its __context__.
Verdict: its __context__ was LookupError('no such row')
"""

from concurrent.futures import Future
from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            mine = key not in self.known
            future = self.known.setdefault(key, Future())
        if not mine:
            try:
                return future.result()
            except BaseException:
                return self.get(key)
        try:
            future.set_result(self.compute(key))
        except BaseException as error:
            with self.lock:
                del self.known[key]
            future.set_exception(error)
        return future.result()
