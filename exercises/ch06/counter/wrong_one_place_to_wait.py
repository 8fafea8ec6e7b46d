"""Wrong on purpose: has one place for who waits.

Belief: two threads meet, so one of them waits.
Truth:  a third one takes the place of the second, whom nobody wakes then.
Verdict: stuck
"""

from threading import Event, Lock


class Counter:
    def __init__(self):
        self.value, self.guard, self.taken, self.next = 0, Lock(), False, None

    def enter(self):
        with self.guard:
            if not self.taken:
                self.taken = True
                return
            mine = self.next = Event()
        mine.wait()

    def leave(self):
        with self.guard:
            if self.next is None:
                self.taken = False
            else:
                self.next.set()
                self.next = None

    def change(self, items):
        self.enter()
        try:
            self.value = self.value + items
        finally:
            self.leave()

    def add(self, items):
        self.change(items)

    def remove(self, items):
        self.change(-items)
