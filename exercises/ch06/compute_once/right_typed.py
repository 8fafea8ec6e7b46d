"""Right in another style: keys of different types are several keys, as the task allows."""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        typed = (type(key), key)
        with self.lock:
            if typed not in self.known:
                self.known[typed] = self.compute(key)
            return self.known[typed]
