"""The crew: the threads of one pipeline, who of them is still there, and what went wrong in them.

Inside:  Crew.
Outside: what the threads do (worker, source), and what the caller is told when (pipeline_manager).
"""

import atexit
import contextvars
import math
import os
import sys
import threading
import time
import warnings
import weakref
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from pipeline_core.channel import Latch, StopEvent
from pipeline_core.errors import Failure, PipelineError, PipelineStopped
from pipeline_core.frames import place_of, yours
from pipeline_core.stage import Port, Stage
from pipeline_core.utils import get_logger
from pipeline_core.worker import run_worker, tear_down

PATIENCE = 5.0  # seconds before threads that do not end are named in a warning

# Seconds between two looks for Ctrl-C where a wait for a lock is deaf to it (cpython issue 125541).
DEAF_SLICE = 0.2 if sys.platform == "win32" and sys.version_info < (3, 14) else None

# The crews that the current thread works for. A list of the threads would not do: a stage may hand part of
# its work to others, an executor's thread or an inner pipeline, and one of those that waited for the end of
# the outer pipeline would hang, since that end waits for it. Whoever runs in a copy of the context, as
# inner pipelines and asyncio.to_thread do, is known by it, and is refused with a sentence.
_crews_of_this_thread: ContextVar[tuple["Crew", ...]] = ContextVar("crews", default=())


class Crew:
    """Starts the threads, collects their failures, and waits until the last has left.

    Attributes:
        failures: all of them, in the order they happened.
        fatal: those that stopped the pipeline.
        interrupted: whether Ctrl-C has come once, so that the next one is the second.
        left_behind: whether this is the child of a fork, and the threads are in its parent.
    """

    def __init__(self, name: str, stop_event: StopEvent, max_failures: int | None) -> None:
        self.name = name
        self.stop_event = stop_event
        self.max_failures = max_failures
        self.failures: list[Failure] = []
        self.fatal: list[Failure] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()  # held to change the failures or who is present
        self._present: set[str] = set()
        self._all_gone = Latch()
        self._too_many = False  # failed items: more than max_failures
        self._given_up = False
        self._wanted = True  # the threads; else those that begin now end at once
        self._awaits: list[Crew] = []  # those whose end or results one of our threads waits for
        self.interrupted = False
        self.left_behind = False

    def launch(self, stages: Sequence[Stage]) -> None:
        """Start one thread for each port, in a copy of the caller's context, or none at all."""
        ports = [port for stage in stages for port in stage.ports]
        self._present = {port.name for port in ports}
        _running.add(self)
        try:
            for port in ports:
                run = contextvars.copy_context().run
                # Daemons, since a program that forgets its pipeline must still end; see _stop_all.
                # On every other path they are joined before the caller goes on.
                thread = threading.Thread(target=run, args=(self._run, port), name=port.name, daemon=True)
                self._threads.append(thread)
                thread.start()
        except BaseException as error:  # no more threads, or Ctrl-C: those that run must not be left behind
            self.stop_event.set()
            if isinstance(error.__context__, KeyboardInterrupt):
                error = error.__context__  # out of a Condition in start() it comes as "release unlocked lock"
            # Ctrl-C inside start() does not tell whether the thread will ever run. If it does it is told not
            # to, and ends before anybody's code is called; it is waited for, but not for ever.
            self._wanted = False
            missing = [port.name for port in ports if port.meter.state == "new"]
            for name in missing:
                self._leave(name)
            if len(missing) > len(ports) - len(self._threads) and not isinstance(error, Exception):
                late = ports[len(self._threads) - 1]
                until = _wall_clock() + 1
                while late.meter.state == "new" and _wall_clock() < until:
                    time.sleep(0.001)
            self._threads = [thread for thread in self._threads if is_there(thread)]
            self.join()
            raise error from None

    def _run(self, port: Port) -> None:
        _crews_of_this_thread.set((*_crews_of_this_thread.get(), self))
        port.meter.open()
        try:
            steps = (self._log_start, run_worker, tear_down, self._log_end) if self._wanted else ()
            for step in steps:
                try:
                    step(port)
                except BaseException as error:
                    # Not isinstance, which may ask the exception for its __class__; see errors.
                    if not (issubclass(type(error), PipelineStopped) and self.stop_event.is_set()):
                        stage = port.stage
                        index = port.items_out if stage.is_source else None
                        failure = Failure.of(
                            error,
                            stage=stage.name,
                            worker=port.name,
                            index=index,
                            counted_in=None if index is None else stage.name,
                        )
                        self.report(failure, fatal=True)
        finally:
            port.meter.close()
            self._leave(port.name)

    def _log_start(self, port: Port) -> None:
        get_logger().debug("%s: %s starts", self.name, port.name)

    def _log_end(self, port: Port) -> None:
        get_logger().debug("%s: %s has left", self.name, port.name)

    def _leave(self, name: str) -> None:
        with self._lock:
            self._present.discard(name)
            if not self._present:
                self._all_gone.set()

    @property
    def launched(self) -> bool:
        """Whether there have been threads."""
        return bool(self._threads)

    def thread_ids(self) -> dict[str, int]:
        """Return the threads that are still there: name -> ident."""
        return {thread.name: thread.ident or 0 for thread in self._threads if is_there(thread)}

    def is_me(self) -> bool:
        """Whether the thread that asks is one of the crew, or works for one of them."""
        return self in _crews_of_this_thread.get()

    def report(self, failure: Failure, fatal: bool) -> None:
        """Record a failure, and stop the pipeline if it is fatal or one too many."""
        with self._lock:
            self.failures.append(failure)
            if fatal:
                self.fatal.append(failure)
            elif self.max_failures is not None and len(self.failures) > self.max_failures:
                fatal = True
                self._too_many = True
                self.fatal = list(self.failures)
        if fatal:
            self.stop_event.set()
        else:
            failure.let_go()
            get_logger().warning("%s: an item failed: %s", self.name, failure)

    def join(self, timeout: float | None = None) -> bool:
        """Wait until every thread has left, and say after five seconds whose code holds it up.

        Returns:
            False when ``timeout`` seconds have passed before that.

        Ctrl-C while it waits is kept until they have left. A second one, the first having come here or before
        (see ``interrupted``), gives up on them for good.

        Raises:
            RuntimeWarning: the same as an error, if warnings are errors, once they have left.
        """
        if self._given_up or self.is_me():  # the garbage collector may close an iterator in any thread
            return True
        with self.awaited():
            # Two pipelines that feed each other wait for each other's end; whoever asks second lets it be.
            if not self._leads_to(_crews_of_this_thread.get()):
                if not self._wait(timeout):
                    return False
                _running.discard(self)
        return True

    def give_up(self) -> None:
        """Wait for those that are still there no more, neither here nor at the end of the program."""
        self._given_up = True
        _running.discard(self)

    def _wait(self, timeout: float | None) -> bool:
        deadline = None if timeout is None else time.monotonic() + timeout
        begun = _wall_clock()
        told = False
        kept: BaseException | None = None
        while True:
            try:
                left = math.inf if deadline is None else deadline - time.monotonic()
                look = min(DEAF_SLICE or PATIENCE, max(0.0, left))
                gone = self._have_left(look)
                if gone or left <= look:
                    break
                if not told and _wall_clock() - begun > 0.9 * PATIENCE:
                    told = True
                    self._warn()
            except RuntimeWarning as error:  # made an error: it is no reason not to wait
                kept = kept or error
            except BaseException as error:
                ends = isinstance(error, (KeyboardInterrupt, SystemExit)) and not self.interrupted
                if not ends:
                    self.give_up()
                    raise
                self.interrupted = True
                kept = error
                begun = _wall_clock()  # after as long again, say what a second Ctrl-C does
                told = False
        if kept is not None:
            raise kept
        return gone

    def _have_left(self, seconds: float) -> bool:
        if self._threads and not self._all_gone.wait(seconds):
            return False
        for thread in self._threads:
            thread.join()
        return True

    def stuck(self) -> str:
        """Return a line for each thread that is still there: its name, and where in the user's code it is."""
        frames = sys._current_frames()  # noqa: SLF001  # documented, for this
        lines = [
            f"  {name} {place_of(yours(frames.get(ident)))}"
            for name, ident in sorted(self.thread_ids().items())
        ]
        return "\n".join(lines)

    def _warn(self) -> None:
        more = "Ctrl-C once more" if self.interrupted else "Ctrl-C, twice,"
        text = f"{self.name} waits for code that does not return:\n{self.stuck()}\n{more} leaves without it."
        depth = 1
        frame = sys._getframe()  # noqa: SLF001  # documented, for this
        while frame.f_back is not None and frame.f_globals.get("__package__") == __package__:
            frame = frame.f_back
            depth += 1
        warnings.warn(text, RuntimeWarning, stacklevel=depth)

    def awaited(self) -> "_Awaited":
        """Note, inside ``with``, that the crew of the current thread goes on only when this one does."""
        return _Awaited(self)

    def _leads_to(self, crews: Sequence["Crew"]) -> bool:
        """Whether one of these is awaited by this crew, or by one that it awaits."""
        behind = [self]
        seen: list[Crew] = []
        while behind:
            crew = behind.pop()
            if crew in crews:
                return True
            if crew not in seen:
                seen.append(crew)
                behind += crew._awaits  # noqa: SLF001  # another one of its own kind
        return False

    def stay_behind(self) -> None:
        """Take note, in the child of a fork, that the threads have not come along."""
        self.left_behind = True
        self._given_up = True
        self._threads = []
        self._lock = threading.Lock()  # one of the threads may have held it
        self.stop_event.wake_channels()  # not set: the child may ask it for something else

    def raise_failures(self, results: Sequence[Any]) -> None:
        """Raise what stopped the pipeline, if anything did.

        Raises:
            PipelineError: with the original exceptions and ``results``.
            SystemExit, KeyboardInterrupt: one that a worker raised, as itself, from the PipelineError if any.
        """
        group = None
        exceptions: list[Any] = [f.error for f in self.fatal if issubclass(type(f.error), Exception)]
        if exceptions:
            first = f"failed, first in {self.fatal[0]}"
            if self._too_many:
                first = f"had more than max_failures={self.max_failures} failures, first in {self.fatal[0]}"
            group = PipelineError(f"{self.name} {first}", exceptions)
            group.failures = list(self.fatal)
            group.results = results
        first_exit = next((f.error for f in self.fatal if not issubclass(type(f.error), Exception)), None)
        if first_exit is not None:
            raise first_exit from group
        if group is not None:
            raise group


class _Awaited:
    """See ``Crew.awaited``."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._mine: Sequence[Crew] = ()

    def __enter__(self) -> None:
        self._mine = _crews_of_this_thread.get()
        for mine in self._mine:
            mine._awaits.append(self._crew)  # noqa: SLF001  # this class is a part of that one

    def __exit__(self, *error: object) -> None:
        for mine in self._mine:
            mine._awaits.remove(self._crew)  # noqa: SLF001


def _wall_clock() -> float:
    """Seconds of a clock that no simulation turns: it is about how long a person has waited."""
    return time.clock_gettime(time.CLOCK_MONOTONIC) if hasattr(time, "clock_gettime") else time.monotonic()


def is_there(thread: threading.Thread) -> bool:
    """Whether a thread has begun and not ended.

    Until Python 3.12 a Ctrl-C inside ``Thread._stop`` leaves a thread whose ``is_alive`` fails an assertion
    from then on; it is over.
    """
    try:
        return thread.is_alive()
    except AssertionError:
        return False


_running: weakref.WeakSet[Crew] = weakref.WeakSet()


def forget_dead() -> None:
    """Let nobody wait at exit for crews whose threads were all ended from outside, as a simulation does."""
    for crew in list(_running):
        if crew.launched and not crew.thread_ids():
            _running.discard(crew)


@atexit.register
def _stop_all() -> None:
    """Stop and join the crews that nobody waited for, before the interpreter ends under their feet."""
    for crew in list(_running):
        crew.stop_event.set()
    for crew in list(_running):
        crew.join()


def _after_fork() -> None:
    for crew in list(_running):
        crew.stay_behind()
    _running.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
