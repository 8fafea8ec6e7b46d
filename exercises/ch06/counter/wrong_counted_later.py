"""Wrong on purpose: it puts each change into a queue, from which a daemon thread takes and counts.

Belief: with one thread for the value no lock is needed.
Truth:  add returns before it is counted, and the error happens in a thread that dies of it.
Verdict: the counter says 0 instead of 2
"""

from queue import SimpleQueue
from threading import Thread


class Counter:
    def __init__(self):
        self.value = 0
        self.changes = SimpleQueue()
        Thread(target=self._count, daemon=True).start()

    def _count(self):
        while True:
            sign, items = self.changes.get()
            self.value += sign * items

    def add(self, items):
        self.changes.put((1, items))

    def remove(self, items):
        self.changes.put((-1, items))
