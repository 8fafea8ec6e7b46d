"""Right in another style: a list of pairs, searched as a dictionary compares."""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, [], Lock()

    def get(self, key):
        with self.lock:
            for each, value in self.known:
                if each is key or each == key:
                    return value
            value = self.compute(key)
            self.known.append((key, value))
            return value
