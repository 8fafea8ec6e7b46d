"""Wrong on purpose: it keeps value and lock in the class, and changes the class.

Belief: an attribute of the class is the same as one of the object.
Truth:  all counters share it, and a new one does not begin at 0.
Verdict: it counts what a second counter got
"""

import threading


class Counter:
    value = 0
    lock = threading.Lock()

    def add(self, items):
        with Counter.lock:
            Counter.value += items

    def remove(self, items):
        with Counter.lock:
            Counter.value -= items
