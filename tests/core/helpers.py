"""What the core's tests share: waits for states, gates that hold items, sources that count, other processes.

A test waits for a state, with a deadline, and never for a duration. The one sleep is the pause between two
looks in ``wait_until``.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline_core import BaseWorker, Channel, PipelineError, PoolWorker

ROOT = Path(__file__).resolve().parents[2]
# Python whose warnings are errors; but for one of dask, that a busy machine takes long to make a folder
STRICT = [sys.executable, "-W", "error", "-W", "ignore:Creating scratch directories"]
DEADLINE = 20.0  # seconds; below the timeout of a test, so that it is the wait that fails and says what for


def wait_until(condition, what, seconds=DEADLINE):
    """Wait until ``condition()`` is true, and return what it returned."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.001)
    return found


def wait_until_still(*readings):
    """Wait until the readings no longer change.

    For proving that no more happens than may. Ending too early can only let a fault pass; it never reports
    one that is not there.
    """
    last, same = None, 0

    def still():
        nonlocal last, same
        now = [reading() for reading in readings]
        last, same = now, (same + 1 if now == last else 0)
        return same >= 25

    wait_until(still, "the readings stand still")


class InThread:
    """Runs a function in a thread of its own; ``result()`` waits for what it returns or raises."""

    def __init__(self, function, *args):
        self._function, self._args = function, args
        self._value = self._error = None
        self._thread = threading.Thread(target=self._run, name="test-helper", daemon=True)
        self._thread.start()

    def _run(self):
        try:
            self._value = self._function(*self._args)
        except BaseException as error:
            self._error = error

    def done(self):
        return not self._thread.is_alive()

    def result(self):
        self._thread.join(DEADLINE)
        assert self.done(), f"{self._function} has not returned"
        if self._error is not None:
            raise self._error
        return self._value


class Gate:
    """A stage that holds certain items until they are released; without items it holds all.

    Enter it after the manager, so that it opens before the manager joins its threads.
    """

    def __init__(self, *held):
        self._held = held
        self._lock = threading.Lock()
        self._open = threading.Event()
        self._released = set()
        self._changed = threading.Condition(self._lock)
        self.arrived = []  # every item that came, in the order of coming
        self.left = []  # every item that went on

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.release()

    def __call__(self, item):
        with self._changed:
            self.arrived.append(item)
            if item in self._held or not self._held:
                free = self._changed.wait_for(lambda: self._open.is_set() or item in self._released, DEADLINE)
                assert free, f"nobody released item {item!r}"
            self.left.append(item)
        return item

    def release(self, *items):
        """Let these items go on; without any, all."""
        with self._changed:
            self._released.update(items)
            if not items:
                self._open.set()
            self._changed.notify_all()

    def await_arrival(self, *items):
        wait_until(lambda: set(items) <= set(self.arrived), f"{items} reach the gate")


class Counted:
    """A source that counts what is pulled from it, and knows whether it was closed, and where."""

    def __init__(self, items):
        self._items = items
        self.pulled = 0
        self.closed_in = None

    def __iter__(self):
        return self._generate()

    def _generate(self):
        try:
            for item in self._items:
                self.pulled += 1
                yield item
        finally:
            self.closed_in = threading.current_thread().name


def fail_at(*bad, error=ValueError):
    """Make a stage that raises for these items and passes the others."""

    def stage(item):
        if item in bad:
            raise error(f"bad item {item!r}")
        return item

    return stage


def add(manager, kind, function, **settings):
    """Add a stage of one kind."""
    how = {
        "one worker": {},
        "pool": {},
        "ordered": {"workers": 3},
        "unordered": {"workers": 3, "ordered": False},
    }
    worker = PoolWorker.of(function) if kind == "pool" else function
    return manager.add_worker(worker, "stage", **how[kind], **settings)


class Breaks(BaseWorker):
    """Raises in the phase it is told to."""

    def __init__(self, phase, error=ValueError):
        self.phase, self.error = phase, error
        self.break_in("constructor")

    def break_in(self, phase):
        if phase == self.phase:
            raise self.error(phase)

    def setup(self):
        self.break_in("setup")

    def process_item(self, item):
        self.break_in("process_item")
        return item

    def teardown(self):
        self.break_in("teardown")


def failure_of(call, *args):
    """Return the PipelineError that a call must raise."""
    with pytest.raises(PipelineError) as caught:
        call(*args)
    return caught.value


def filled(maxsize, stop_event=None):
    """Make a channel that is full: of 0, 1, 2 and so on."""
    channel = Channel(maxsize, stop_event)
    for number in range(maxsize):
        channel.put(number)
    return channel


def identity(item):
    return item


def queues_full(manager):
    """Wait until every queue of the manager is full."""
    wait_until(lambda: all(queue.full() for queue in manager.queues), "every queue is full")


def thread_names():
    """Return the names of all threads of this process but the main one."""
    return {thread.name for thread in threading.enumerate()} - {threading.main_thread().name}


PREAMBLE = '''
import faulthandler, itertools, queue, signal, sys, threading
faulthandler.dump_traceback_later(30, exit=True)  # a hang ends, and shows where
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have set it to be ignored
from pipeline_core import *
def say(*words):
    print(*words, flush=True)
def when_main_waits_inside_the_library():
    """Return once the main thread stands still in there, and not in start()."""
    last, same = None, 0
    while same < 20:
        frame = innermost = sys._current_frames()[threading.main_thread().ident]
        now, inside, starting = (id(innermost), innermost.f_lasti), False, False
        while frame is not None:
            inside = inside or "pipeline_core" in frame.f_code.co_filename
            starting = starting or frame.f_code.co_name == "start"
            frame = frame.f_back
        same = same + 1 if now == last and inside and not starting else 0
        last = now
        threading.Event().wait(0.001)
'''


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def run_python(code, *options, preamble=PREAMBLE):
    """Run code in a Python of its own, warnings being errors, and return (returncode, out, err)."""
    done = subprocess.run(
        [*STRICT, *options, "-c", preamble + code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=DEADLINE * 2,
        env=environment(),
        check=False,
    )
    return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr)


class Child:
    """A Python process to talk to: wait for a line it says, press Ctrl-C, wait for its end."""

    def __init__(self, code):
        self._process = subprocess.Popen(
            [*STRICT, "-c", PREAMBLE + code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._process.kill()
        self._process.communicate()

    def hears(self, expected):
        """Read the next line; a child that hangs ends by itself, so that this does too."""
        line = self._process.stdout.readline().strip()
        assert line == expected, f"{line!r}, not {expected!r}: {'' if line else self._process.stderr.read()}"

    def press_ctrl_c(self):
        self._process.send_signal(signal.SIGINT)

    def ends(self):
        """Wait for the end, and return (returncode, out, err) of what was not read yet."""
        out, err = self._process.communicate(timeout=DEADLINE * 2)
        return SimpleNamespace(code=self._process.returncode, out=out, err=err)
