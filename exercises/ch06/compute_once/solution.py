from threading import Lock


class Cache:
    """Remember what compute has returned for each key, and compute each key once."""

    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        # Guards known: whoever looks into it or changes it holds this lock.
        self._lock = Lock()

    def get(self, key):
        # The check and the act are one step: between "it is missing" and "here it is" nobody else may look.
        # So the lock is held while compute runs, and who asks meanwhile waits, finds the key and goes on.
        with self._lock:
            if key not in self.known:
                # If compute raises, nothing is stored, and with gives the lock back: the next tries again.
                self.known[key] = self.compute(key)
            return self.known[key]
        # The price: callers with other keys wait too. A lock for each key would spare them; measure first.
