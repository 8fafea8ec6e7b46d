"""Wrong on purpose: it tries the lock, and sleeps a little before it tries again.

Belief: a short sleep in a loop is a wait.
Truth:  nobody has to know how long the other takes: a plain acquire waits until the lock is there.
Verdict: a call that has to wait for another sleeps
"""

import time
from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def _change(self, items):
        while not self.lock.acquire(blocking=False):
            time.sleep(0.001)
        try:
            self.value += items
        finally:
            self.lock.release()

    def add(self, items):
        self._change(items)

    def remove(self, items):
        self._change(-items)
