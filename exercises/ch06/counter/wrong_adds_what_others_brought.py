"""Wrong on purpose: whoever holds the lock adds what others have put into a queue, too.

Belief: so nobody has to wait for his turn.
Truth:  the error of another one's amount comes to him, and the other hears nothing.
Verdict: An error belongs to whoever called with that amount
"""

from queue import Empty, Queue
from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.waiting = Queue()
        self.lock = Lock()

    def change(self, items):
        self.waiting.put(items)
        with self.lock:
            try:
                while True:
                    self.value += self.waiting.get_nowait()
            except Empty:
                return

    def add(self, items):
        0 + items  # what can't be added at all is told at once
        self.change(items)

    def remove(self, items):
        0 - items
        self.change(-items)
