"""Wrong on purpose: it sleeps for no time at all after each remove.

Belief: so the others get their turn.
Truth:  the others wait for the lock, and nobody is helped by a nap.
Verdict: calls sleep, if for no time at all
"""

import time
from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        with self.lock:
            self.value += items

    def remove(self, items):
        with self.lock:
            self.value -= items
        time.sleep(0)
