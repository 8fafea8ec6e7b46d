"""Wrong on purpose: it takes the lock if it is free, and does without if not.

Belief: it is better to go on than to wait.
Truth:  without the lock the update is as unsafe as before.
Verdict: did not get it, and went on without it
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, items):
        mine = self.lock.acquire(blocking=False)
        try:
            self.value += items
        finally:
            if mine:
                self.lock.release()

    def remove(self, items):
        mine = self.lock.acquire(blocking=False)
        try:
            self.value -= items
        finally:
            if mine:
                self.lock.release()
