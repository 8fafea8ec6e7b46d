"""Wrong on purpose: it keeps the last key and its value apart, and looks at them without the lock.

Belief: what is written in two steps is read as one.
Truth:  between them stands the key of one and the value of another.
Verdict: get('a') returned 'B'
"""

from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()
        self.last = self.value = object()

    def get(self, key):
        if self.last is key:
            return self.value
        with self.lock:
            if key not in self.known:
                self.known[key] = self.compute(key)
            self.value = self.known[key]
            self.last = key
            return self.known[key]
