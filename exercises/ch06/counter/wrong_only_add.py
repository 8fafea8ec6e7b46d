"""Wrong on purpose: it locks add only.

Belief: with one side locked the other cannot come in between.
Truth:  who does not take the lock does not wait for it.
Verdict: it is not kept out
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
        self.value -= items
