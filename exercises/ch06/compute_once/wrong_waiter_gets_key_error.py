"""Wrong on purpose: it has an event for each computation, set in any case, and whoever waited reads the value.

Belief: when the event is set the value is there.
Truth:  it is also set when compute has raised, and then there is none.
Verdict: Who waited may try again, or get the exception of compute
"""

from threading import Event, Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.running = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            if key in self.known:
                return self.known[key]
            mine = key not in self.running
            if mine:
                self.running[key] = Event()
            done = self.running[key]
        if not mine:
            done.wait()
            return self.known[key]
        try:
            value = self.compute(key)
            with self.lock:
                self.known[key] = value
        finally:
            with self.lock:
                del self.running[key]
            done.set()
        return value
