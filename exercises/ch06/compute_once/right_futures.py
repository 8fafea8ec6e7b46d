"""Right in another style: a future for each key.

Whoever waits gets the exception of the computation that failed, too.
"""

from concurrent.futures import Future
from threading import Lock


class Plain:
    """The cache of the stub, to derive others from."""

    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        if key not in self.known:
            self.known[key] = self.compute(key)
        return self.known[key]


class Cache(Plain):
    def get(self, key):
        with self.lock:
            mine = key not in self.known
            future = self.known.setdefault(key, Future())
        if mine:
            try:
                future.set_result(self.compute(key))
            except BaseException as error:
                with self.lock:
                    del self.known[key]
                future.set_exception(error)
        return future.result()
