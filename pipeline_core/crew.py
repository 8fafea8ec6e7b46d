"""The crew: the threads of one pipeline, who of them is still there, and what went wrong in them.

Inside:  Crew.
Outside: what the threads do (worker, source), and what the caller is told when (pipeline_manager).
"""

import contextvars
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

from pipeline_core.channel import StopEvent
from pipeline_core.errors import Failure, PipelineError, PipelineStopped
from pipeline_core.trace import Meter
from pipeline_core.utils import get_logger

PATIENCE = 5.0  # seconds before threads that do not end are named in the log

# Seconds between two looks for Ctrl-C where a thread that waits for a lock is deaf to it (cpython issue 125541).
DEAF_SLICE = 0.2 if sys.platform == "win32" and sys.version_info < (3, 14) else None


class Crew:
    """Starts the threads, collects their failures, and waits until the last has left.

    Attributes:
        failures: all of them, in the order they happened.
        fatal: those that stopped the pipeline.
    """

    def __init__(self, name: str, stop_event: StopEvent, max_failures: int | None) -> None:
        self.name, self.stop_event, self.max_failures = name, stop_event, max_failures
        self.failures: list[Failure] = []
        self.fatal: list[Failure] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._present: set[str] = set()
        self._all_gone = threading.Event()
        self._given_up = False

    def launch(self, work: Sequence[tuple[Meter, Callable[[], None]]]) -> None:
        """Start one thread for each (meter, function), in a copy of the caller's context."""
        self._present = {meter.name for meter, _ in work}
        for number, (meter, target) in enumerate(work):
            # Daemons, since a program that forgets its pipeline must still end: the manager stops and
            # joins them at exit. On every other path they are joined before the caller goes on.
            thread = threading.Thread(
                target=contextvars.copy_context().run,
                args=(self._run, meter, target),
                name=meter.name,
                daemon=True,
            )
            self._threads.append(thread)
            try:
                thread.start()
            except BaseException:  # no more threads to be had: those that run must not be left behind
                self._threads.pop()
                self.stop_event.set()
                for missing, _ in work[number:]:
                    self._leave(missing.name)
                self.join()
                raise

    def has(self, thread: threading.Thread) -> bool:
        """Whether ``thread`` is one of the crew."""
        return thread in self._threads

    def present(self) -> set[str]:
        """Return the names of the threads that have not left."""
        with self._lock:
            return set(self._present)

    def _run(self, meter: Meter, target: Callable[[], None]) -> None:
        meter.open()
        get_logger().debug("%s: %s starts", self.name, meter.name)
        try:
            target()
        except BaseException as error:
            if not (isinstance(error, PipelineStopped) and self.stop_event.is_set()):
                failure = Failure.of(error, stage=meter.stage_name, worker=meter.name, index=meter.count())
                self.report(failure, fatal=True)
        finally:
            meter.close()
            get_logger().debug("%s: %s has left", self.name, meter.name)
            self._leave(meter.name)

    def _leave(self, name: str) -> None:
        with self._lock:
            self._present.discard(name)
            if not self._present:
                self._all_gone.set()

    def report(self, failure: Failure, fatal: bool) -> None:
        """Record a failure, and stop the pipeline if it is fatal or one too many."""
        with self._lock:
            self.failures.append(failure)
            if fatal:
                self.fatal.append(failure)
            elif self.max_failures is not None and len(self.failures) > self.max_failures:
                fatal, self.fatal = True, list(self.failures)
        if fatal:
            self.stop_event.set()
        else:
            failure.let_go()
            get_logger().warning("%s: dropped %s", self.name, failure)

    def join(self) -> None:
        """Wait until every thread has left. Ctrl-C while it waits gives up on them for good."""
        patience: float | None = PATIENCE
        try:
            while self._threads and not self._given_up and not self._all_gone.wait(DEAF_SLICE or patience):
                patience = self._lose_patience(patience)
            for thread in [] if self._given_up else self._threads:
                thread.join()
        except BaseException:
            self._given_up = True
            raise

    def _lose_patience(self, patience: float | None) -> float | None:
        if patience is not None and (patience := patience - (DEAF_SLICE or patience)) <= 0:
            names = ", ".join(sorted(self.present()))
            get_logger().warning("%s: still waiting for user code to return in: %s", self.name, names)
            return None
        return patience

    def raise_failures(self, results: Sequence[Any]) -> None:
        """Raise what stopped the pipeline, if anything did.

        Raises:
            PipelineError: with the original exceptions and ``results``.
            SystemExit, KeyboardInterrupt: one that a worker raised, as itself, from the PipelineError if any.
        """
        exceptions = [failure for failure in self.fatal if isinstance(failure.error, Exception)]
        exits = [failure.error for failure in self.fatal if not isinstance(failure.error, Exception)]
        group = None
        if exceptions:
            group = PipelineError(f"{self.name} failed: {exceptions[0]}", [f.error for f in exceptions])  # type: ignore[misc]
            group.failures, group.results = exceptions, results
        if exits:
            raise exits[0] from group
        if group is not None:
            raise group
