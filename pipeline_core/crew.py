"""The crew: the threads of one pipeline, who of them is still there, and what went wrong in them.

Inside:  Crew.
Outside: what the threads do (worker, source), and what the caller is told when (pipeline_manager).
"""

import atexit
import contextvars
import itertools
import sys
import threading
import weakref
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from pipeline_core.channel import Latch, StopEvent
from pipeline_core.errors import Failure, PipelineError, PipelineStopped
from pipeline_core.stage import Port, Stage
from pipeline_core.utils import get_logger
from pipeline_core.worker import run_worker, tear_down

PATIENCE = 5.0  # seconds before threads that do not end are named in the log

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
        except BaseException:  # no more threads to be had, or Ctrl-C: those that run must not be left behind
            self.stop_event.set()
            # The last one may have been listed and not started; it would be joined in vain.
            if self._threads and self._threads[-1] not in threading.enumerate():
                self._threads.pop()
            for missing in ports[len(self._threads) :]:
                self._leave(missing.name)
            self.join()
            raise

    def _run(self, port: Port) -> None:
        _crews_of_this_thread.set((*_crews_of_this_thread.get(), self))
        port.meter.open()
        try:
            for step in (self._log_start, run_worker, tear_down, self._log_end):
                try:
                    step(port)
                except BaseException as error:
                    if not (issubclass(type(error), PipelineStopped) and self.stop_event.is_set()):
                        stage = port.stage.name
                        index = port.items_out if stage == "source" else None
                        failure = Failure.of(error, stage=stage, worker=port.name, index=index)
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
        return {thread.name: thread.ident or 0 for thread in self._threads if thread.is_alive()}

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
            get_logger().warning("%s: dropped %s", self.name, failure)

    def join(self) -> None:
        """Wait until every thread has left. Ctrl-C while it waits gives up on them for good."""
        if self._given_up or self.is_me():  # the garbage collector may close an iterator in any thread
            return
        look = DEAF_SLICE or PATIENCE
        try:
            for looks in itertools.count(1) if self._threads else ():
                if self._all_gone.wait(look):
                    break
                if looks == PATIENCE // look:
                    names = ", ".join(sorted(self._present))
                    get_logger().warning("%s: user code does not return in: %s", self.name, names)
            for thread in self._threads:
                thread.join()
        except BaseException:
            self._given_up = True
            raise
        finally:
            _running.discard(self)

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
        crew.join()
