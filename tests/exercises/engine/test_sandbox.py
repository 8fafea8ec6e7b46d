"""What a check leaves behind it: a thread that cannot be ended is named, whatever state it is in."""

import subprocess
import sys
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


def test_a_thread_that_the_kernel_began_meanwhile_is_none_of_the_answers():
    """Another page of the browser may ask it for one while a check runs."""
    kernels = type("SubshellThread", (threading.Thread,), {"__module__": "ipykernel.subshell"})
    over = threading.Event()
    thread = kernels(target=over.wait)
    try:
        with clean() as notes:
            thread.start()
        assert notes == []
    finally:
        over.set()
        thread.join()


def test_what_a_package_fetches_when_asked_is_no_replacement():
    """``concurrent.futures`` imports its process pool when it is named: nobody has replaced it."""
    code = """
import concurrent.futures
from exercises.engine.sandbox import clean
for name in ("process", "ProcessPoolExecutor"):
    vars(concurrent.futures).pop(name, None)
with clean() as notes:
    from concurrent.futures import ProcessPoolExecutor
assert notes == [], notes
assert concurrent.futures.ProcessPoolExecutor is ProcessPoolExecutor
with clean() as notes:
    concurrent.futures.mine = concurrent.futures.wait = print
assert notes == [
    "Your answer replaced concurrent.futures.wait, concurrent.futures.mine; the check has put it back."
], notes
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
