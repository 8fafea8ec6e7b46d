"""Right in another style: a look without the lock, and a second one under it."""

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
        if key in self.known:
            return self.known[key]
        with self.lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
        return self.known[key]
