"""Wrong on purpose: the first caller computes, the others wait for an event that comes only with success.

Belief: whoever computes will call set() in the end.
Truth:  when compute raises, set() is skipped, the key stays marked as taken, and everybody else waits for ever.
Verdict: wait for a computation that has failed
"""

from threading import Event, Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.done = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            mine = key not in self.done
            if mine:
                self.done[key] = Event()
        if mine:
            self.known[key] = self.compute(key)
            self.done[key].set()
        else:
            self.done[key].wait()
        return self.known[key]
