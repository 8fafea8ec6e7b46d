"""Right in another style: acquire, release in a finally, and a KeyError for what is not known."""

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
        self.lock.acquire()
        try:
            try:
                return self.known[key]
            except KeyError:
                pass  # compute is called outside: an error of its own has nothing to do with this one
            self.known[key] = value = self.compute(key)
            return value
        finally:
            self.lock.release()
