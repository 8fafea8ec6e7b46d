"""Right in another style: acquire, and release in a finally."""

from threading import Lock


class Plain:
    """The counter of the stub, to derive others from."""

    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        self.value += items

    def remove(self, items):
        self.value -= items


class Counter(Plain):
    def add(self, items):
        self.lock.acquire()
        try:
            self.value += items
        finally:
            self.lock.release()

    def remove(self, items):
        self.add(-items)
