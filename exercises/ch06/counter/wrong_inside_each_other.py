"""Wrong on purpose: remove calls add with the lock in hand.

Belief: a thread that has the lock may take it again.
Truth:  a Lock does not know who has it, so the thread waits for itself.
Verdict: it has taken it itself
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, items):
        with self.lock:
            self.value += items

    def remove(self, items):
        with self.lock:
            self.add(-items)
