"""Right in another style: a decorator that takes the lock of the object."""

import threading
from functools import wraps


def one_at_a_time(method):
    @wraps(method)
    def locked(self, *arguments):
        with self.lock:
            return method(self, *arguments)

    return locked


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    @one_at_a_time
    def add(self, items):
        self.value += items

    @one_at_a_time
    def remove(self, items):
        self.value -= items
