"""Waits that take no time, and are noted: nobody sits through what an answer sleeps."""

import threading
import time
from contextlib import contextmanager
from time import perf_counter

_noted = threading.local()
_sleep = time.sleep
_wait = threading.Condition.wait


@contextmanager
def noted(meanwhile=None):
    """In this thread, a list of (moment, seconds) of every ``sleep``, and every wait with a timeout.

    ``meanwhile``, a function of no arguments, is called in each of them.
    """
    _noted.waits, _noted.meanwhile = [], meanwhile
    try:
        yield _noted.waits
    finally:
        del _noted.waits


@contextmanager
def real():
    """In this thread, waits take their time again."""
    kept = vars(_noted).pop("waits", None)
    try:
        yield
    finally:
        if kept is not None:
            _noted.waits = kept


def note(seconds):
    _noted.waits.append((perf_counter(), seconds))
    if _noted.meanwhile is not None:
        _noted.meanwhile()


def sleep(seconds):
    if not hasattr(_noted, "waits"):
        return _sleep(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    return note(seconds)


def wait(self, timeout=None):
    """An Event waits in this too."""
    if timeout is None or not hasattr(_noted, "waits"):
        return _wait(self, timeout)
    note(timeout)
    return False


def install(answer):
    """Put both in their places, in this process and for good; in the answer's own names too."""
    time.sleep = sleep
    threading.Condition.wait = wait
    names = vars(__import__(answer.__module__))
    names.update({name: sleep for name, value in names.items() if value is _sleep})
