"""Wrong on purpose: swallows what is no TypeError.

Belief: the task speaks of TypeError alone.
Truth:  right today is that the caller hears of it.
Verdict: the call says nothing
"""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        with self.lock:
            try:
                self.value += items
            except TypeError:
                raise
            except Exception:
                pass

    def remove(self, items):
        with self.lock:
            try:
                self.value -= items
            except TypeError:
                raise
            except Exception:
                pass
