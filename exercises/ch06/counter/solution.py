from threading import Lock


class Counter:
    """The number of items in flight; add and remove may be called by many threads at once."""

    def __init__(self):
        self.value = 0
        # One lock for one datum, made once and kept beside it: whoever changes value asks for this lock.
        # A lock made inside add would be a new one in each call, and would keep nobody out.
        self._lock = Lock()

    def add(self, items):
        # The lock is held from the read to the write: that is one line here, and three steps for Python.
        # with gives it back on every way out, so a TypeError does not leave it locked.
        with self._lock:
            self.value += items

    def remove(self, items):
        # The same lock as in add: it guards the number, not the method.
        with self._lock:
            self.value -= items
