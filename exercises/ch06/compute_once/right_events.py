"""Right in another style: an event for each running computation; whoever waited looks again."""

from threading import Event, Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.running = {}
        self.lock = Lock()

    def get(self, key):
        while True:
            with self.lock:
                if key in self.known:
                    return self.known[key]
                done = self.running.get(key)
                if done is None:
                    done = self.running[key] = Event()
                    break
            done.wait()
        try:
            value = self.compute(key)
            with self.lock:
                self.known[key] = value
            return value
        finally:
            with self.lock:
                del self.running[key]
            done.set()
