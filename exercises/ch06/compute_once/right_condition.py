"""Right in another style: keys at work, and a condition.

Whoever waits tries again when the computation failed.
"""

from threading import Condition, Lock


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
    def __init__(self, compute):
        super().__init__(compute)
        self.changed, self.at_work = Condition(), set()

    def get(self, key):
        with self.changed:
            self.changed.wait_for(lambda: key not in self.at_work)
            if key in self.known:
                return self.known[key]
            self.at_work.add(key)
        try:
            value = self.compute(key)
            with self.changed:
                self.known[key] = value
            return value
        finally:
            with self.changed:
                self.at_work.discard(key)
                self.changed.notify_all()
