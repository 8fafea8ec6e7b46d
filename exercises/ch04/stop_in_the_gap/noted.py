"""The queue and the event of 4.3: they note when put was called and when the stop came.

They stand in a file of their own so that their lines are no moves of the program.
"""

import queue
import threading

CALLS = []
"""Of the latest run: "put a" when it was called, which may be long before it comes back, and "stop"."""


class Queue(queue.Queue):
    """A ``queue.Queue`` that notes each call of put; a new one begins a new list."""

    def __init__(self, maxsize=0):
        CALLS.clear()
        super().__init__(maxsize)

    def put(self, item, block=True, timeout=None):
        CALLS.append(f"put {item}")
        super().put(item, block, timeout)


class Event(threading.Event):
    """A ``threading.Event`` that notes when it was set."""

    def set(self):
        CALLS.append("stop")
        super().set()
