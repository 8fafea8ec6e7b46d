"""Right in another style: it tries the lock until it is there, which wastes a core and loses nothing."""

from threading import Lock


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def _change(self, items):
        while not self.lock.acquire(blocking=False):
            pass
        try:
            self.value += items
        finally:
            self.lock.release()

    def add(self, items):
        self._change(items)

    def remove(self, items):
        self._change(-items)
