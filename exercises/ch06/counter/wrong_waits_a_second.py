"""Wrong on purpose: it waits at most a second for the lock, and goes on without a look at the answer.

Belief: a second is always enough.
Truth:  a thread may be held up for longer with the lock in hand, and acquire then returns False.
Verdict: went on without it
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def _change(self, items):
        self.lock.acquire(timeout=1)
        try:
            self.value += items
        finally:
            if self.lock.locked():
                self.lock.release()

    def add(self, items):
        self._change(items)

    def remove(self, items):
        self._change(-items)
