"""Right in another style: a token in a SimpleQueue, by a context manager; who has it may change the value."""

from contextlib import contextmanager
from queue import SimpleQueue


class Counter:
    def __init__(self):
        self.value = 0
        self.tokens = SimpleQueue()
        self.tokens.put("token")

    @contextmanager
    def turn(self):
        token = self.tokens.get()
        try:
            yield
        finally:
            self.tokens.put(token)

    def add(self, items):
        with self.turn():
            self.value += items

    def remove(self, items):
        with self.turn():
            self.value -= items
