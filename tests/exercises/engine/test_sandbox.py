"""What a check leaves behind it: a thread that cannot be ended is named, whatever state it is in."""

import threading

from exercises.engine.sandbox import clean


class GivenUpOn:
    """As a Thread that the lab gave up on, in Python 3.11: it is listed, and asking it is an error."""

    name = "stuck in C code"

    def join(self, timeout=None):
        raise AssertionError

    is_alive = join


def test_a_thread_that_cannot_be_joined_is_named(monkeypatch):
    """The guard asks the list of threads, not the thread: ``check`` never raises."""
    real, left = threading.enumerate, []
    monkeypatch.setattr(threading, "enumerate", lambda: [*real(), *left])
    with clean() as notes:
        left.append(GivenUpOn())
    assert len(notes) == 1
    assert notes[0].startswith("Still running: stuck in C code. Python can't end it from outside")
