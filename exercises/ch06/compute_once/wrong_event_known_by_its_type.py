"""Wrong on purpose: an event in the dict says that somebody computes.

Belief: compute returns rows and numbers, so an event can only be mine.
Truth:  any value may be remembered, an event too: then everyone waits for it.
Verdict: values that are locks, events, futures and the like
"""

from threading import Event, Lock

MISSING = object()


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            found = self.known.get(key, MISSING)
            if found is MISSING:
                mine = self.known[key] = Event()
        if isinstance(found, Event):
            found.wait()
            return self.get(key)
        if found is not MISSING:
            return found
        try:
            value = self.compute(key)
        except BaseException:
            with self.lock:
                del self.known[key]
            mine.set()
            raise
        with self.lock:
            self.known[key] = value
        mine.set()
        return value
