"""Wrong on purpose: it keeps the number in a queue with one place, and does not put it back when the sum fails.

Belief: who takes the number out is alone with it.
Truth:  that is so, but when the sum raises, the number is gone.
Verdict: what the call took out was not given back
"""

from queue import Queue


class Counter:
    def __init__(self):
        self.box = Queue(1)
        self.box.put(0)

    @property
    def value(self):
        with self.box.mutex:
            return self.box.queue[0]

    def add(self, items):
        number = self.box.get()
        self.box.put(number + items)

    def remove(self, items):
        number = self.box.get()
        self.box.put(number - items)
