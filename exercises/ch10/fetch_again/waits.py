"""Waits that take no time, and are noted: nobody sits through what an answer sleeps."""

import threading
import time
from contextlib import contextmanager
from time import perf_counter

_noted = threading.local()
_sleep = time.sleep
_wait = threading.Condition.wait


@contextmanager
def noted():
    """In this thread, a list of (moment, seconds) of every ``sleep``, and every wait with a timeout."""
    _noted.waits = []
    try:
        yield _noted.waits
    finally:
        del _noted.waits


def sleep(seconds):
    if not hasattr(_noted, "waits"):
        return _sleep(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    return _noted.waits.append((perf_counter(), seconds))


def wait(self, timeout=None):
    """An Event waits in this too."""
    if timeout is None or not hasattr(_noted, "waits"):
        return _wait(self, timeout)
    _noted.waits.append((perf_counter(), timeout))
    return False


def install(answer):
    """Put both in their places, in this process and for good; in the answer's own names too."""
    time.sleep = sleep
    threading.Condition.wait = wait
    names = vars(__import__(answer.__module__))
    names.update({name: sleep for name, value in names.items() if value is _sleep})
