"""Wrong on purpose: it releases the lock in a finally, and returns the value from there.

Belief: finally is there to give the lock back, and then one may return.
Truth:  a return in finally throws away the exception that is on its way.
Verdict: now it says nothing
"""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, items):
        self.lock.acquire()
        try:
            self.value += items
        finally:
            self.lock.release()
            return self.value

    def remove(self, items):
        self.lock.acquire()
        try:
            self.value -= items
        finally:
            self.lock.release()
            return self.value
